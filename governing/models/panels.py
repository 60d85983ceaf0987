"""How an editor meets a governing document: the panels, the form, and what is translated."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.access.visibility import reads_network

NETWORK_ONLY = ("handled_by", "distribution")

# Words are translated; facts are the same in every language.
WORDS = (
    *("title", "seo_title", "search_description", "slug", "lead", "body", "responsible"),
    *("subtitle", "earlier_changes", "document_owner", "decided_by_as_stated"),
    *("review_note", "source_note", "original_notice"),
)
FACTS = (
    *("show_in_menus", "reviewed_on", "other_title", "document_type", "kind_as_stated"),
    *("decision", "deciding_body", "decided_on", "paragraph", "document_date"),
    *("valid_from", "valid_to", "validity", "repealed_on", "last_changed_on"),
    *("reference_number", "parent_document", "review_rule", "review_years", "replacements"),
    "area_links",
    *NETWORK_ONLY,
)
TRANSLATABLE = [
    *(TranslatableField(name) for name in WORDS),
    *(SynchronizedField(name, overridable=False) for name in FACTS),
]


class DocumentForm(WagtailAdminPageForm):
    """An editor who does not read the network's matters has no field for them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not reads_network(self.for_user):
            for name in NETWORK_ONLY:
                self.fields.pop(name, None)


class LeftOutPanel(Panel):
    """What an import left out, with its reason, to be copied into the text again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/left_out.html"

        def is_shown(self) -> bool:
            return bool(self.instance.left_out)


CONTENT = [
    *Page.content_panels,
    FieldPanel("subtitle"),
    FieldPanel("lead"),
    FieldPanel("body"),
    LeftOutPanel(heading=_("Left out by the import")),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("document_type"), FieldPanel("kind_as_stated")]),
            FieldPanel("decision"),
            FieldRowPanel([FieldPanel("deciding_body"), FieldPanel("decided_by_as_stated")]),
            FieldRowPanel([FieldPanel("decided_on"), FieldPanel("paragraph")]),
            FieldRowPanel([FieldPanel("reference_number"), FieldPanel("document_date")]),
            FieldPanel("document_owner"),
            FieldPanel("other_title"),
        ],
        heading=_("Decision"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("validity"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldRowPanel([FieldPanel("last_changed_on"), FieldPanel("repealed_on")]),
            FieldPanel("earlier_changes"),
            FieldRowPanel([FieldPanel("review_rule"), FieldPanel("review_years")]),
            FieldPanel("review_note"),
        ],
        heading=_("Validity and revision"),
    ),
    InlinePanel("replacements", heading=_("Replaces"), label=_("replaced document")),
    InlinePanel("area_links", heading=_("Priority areas"), label=_("priority area")),
    MultiFieldPanel(
        [
            FieldPanel("parent_document"),
            FieldPanel("source_note"),
            FieldPanel("original_notice"),
        ],
        heading=_("Context"),
    ),
    MultiFieldPanel(
        [FieldPanel(name) for name in NETWORK_ONLY], heading=_("For the EU network only")
    ),
]
