"""Priority areas in the admin: how they look, and the words that suggest them."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.panels import both
from core.admin.word_lists import WordListForm
from core.models import PriorityArea

COLOUR = forms.TextInput(attrs={"type": "color"})


class PriorityAreaViewSet(ViewSet):
    model = PriorityArea
    icon = "tag"
    list_display = ["name_sv", "scheme", "order"]
    list_filter = ["scheme"]
    search_fields = ["name_sv", "name_en", "words__word"]
    sort_order_field = None
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("name"), FieldPanel("scheme")], heading=_("Name")),
            MultiFieldPanel(
                [FieldPanel("words_sv"), FieldPanel("words_en")],
                heading=_("Words that suggest the area"),
                help_text=_(
                    "A call that has one of them in its title or keywords, or two in its text, is "
                    "suggested for this area. When you save, all calls are sorted anew. What an "
                    "editor has decided about a call stays."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("colour", widget=COLOUR),
                            FieldPanel("colour_dark", widget=COLOUR),
                            FieldPanel("shape"),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("slug", help_text=_("Part of addresses that are shared.")),
                            FieldPanel("order"),
                        ]
                    ),
                    FieldPanel("successor", help_text=_("Where the area has been replaced.")),
                ],
                heading=_("Mark and place"),
            ),
        ],
        base_form_class=WordListForm,
    )

    def get_queryset(self, request: object) -> models.QuerySet:
        # A search for a word joins the words: an area must still be listed once.
        return PriorityArea.objects.select_related("scheme").distinct()
