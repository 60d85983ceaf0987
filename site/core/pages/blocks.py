"""The few blocks that editors write a page with. Each has a template of its own name."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageBlock

from core.access.visibility import can_view

INLINE = ["bold", "italic", "link", "document-link"]
FEATURES = ["h2", "h3", "ol", "ul", *INLINE]


class ImageWithCaption(blocks.StructBlock):
    """An alternative text is required, unless the picture is decoration.

    Whoever may not see the picture gets neither its address nor its alternative text; the caption
    is the page's own.
    """

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With whether the reader may see the picture."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        request = context.get("request")
        reader = request.user if request else AnonymousUser()
        image = value["image"]
        return context | {"is_shown": image is not None and can_view(reader, image)}

    def get_searchable_content(self, value: Any) -> list[str]:
        """The caption alone: the picture has readers of its own."""
        content: list[str] = self.child_blocks["caption"].get_searchable_content(value["caption"])
        return content

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"


class FactBox(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    text = blocks.RichTextBlock(label=_("Text"), features=["ol", "ul", *INLINE])

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "blocks/fact_box.html"


class Fold(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Question or heading"))
    text = blocks.RichTextBlock(label=_("Text"), features=["ol", "ul", *INLINE])


class Accordion(blocks.StructBlock):
    folds = blocks.ListBlock(Fold(), label=_("Parts that unfold"))

    class Meta:
        icon = "list-ul"
        label = _("Parts that unfold")
        template = "blocks/accordion.html"


class Figure(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What"))
    figure = blocks.CharBlock(label=_("Figure with its unit"))
    note = blocks.CharBlock(label=_("Note"), required=False)


class FigureTable(blocks.StructBlock):
    caption = blocks.CharBlock(label=_("Caption"))
    rows = blocks.ListBlock(Figure(), label=_("Rows"))
    source = blocks.CharBlock(label=_("Source"), required=False)

    class Meta:
        icon = "table"
        label = _("Table of figures")
        template = "blocks/figure_table.html"


class Quote(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(
        label=_("Who or what is quoted"),
        required=False,
        help_text=_("A role or a document, not a person's name."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class Link(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Text"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("or address"), required=False)


class Links(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    links = blocks.ListBlock(Link(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Links")
        template = "blocks/links.html"


class Contact(blocks.StructBlock):
    """A role and how to reach it; people change."""

    role = blocks.CharBlock(label=_("Role or unit"))
    text = blocks.CharBlock(label=_("Helps with"), required=False)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    phone = blocks.CharBlock(label=_("Phone"), required=False)

    class Meta:
        icon = "user"
        label = _("Contact")
        template = "blocks/contact.html"


class Moment(blocks.StructBlock):
    when = blocks.CharBlock(label=_("When"))
    text = blocks.CharBlock(label=_("What happened"))


class Timeline(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"))
    moments = blocks.ListBlock(Moment(), label=_("Moments"))

    class Meta:
        icon = "history"
        label = _("Timeline")
        template = "blocks/timeline.html"


class Body(blocks.StreamBlock):
    """What a page is written with."""

    text = blocks.RichTextBlock(
        label=_("Text"), features=FEATURES, icon="pilcrow", template="blocks/text.html"
    )
    image = ImageWithCaption()
    fact_box = FactBox()
    accordion = Accordion()
    figure_table = FigureTable()
    quote = Quote()
    links = Links()
    contact = Contact()
    timeline = Timeline()

    class Meta:
        required = False


def table_block() -> TypedTableBlock:
    """A table as documents have them, of plain text."""
    return TypedTableBlock(
        [("text", blocks.CharBlock(label=_("Text"), required=False))],
        label=_("Table"),
        template="blocks/table.html",
    )
