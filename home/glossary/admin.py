"""The glossary in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.panels import both
from home.models import GlossaryTerm


class GlossaryTermViewSet(ViewSet):
    model = GlossaryTerm
    icon = "openquote"
    list_display = ["term_sv", "term_en"]
    search_fields = ["term_sv", "term_en", "synonyms_sv", "synonyms_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("term")], heading=_("Term")),
            MultiFieldPanel(
                [both("explanation")],
                heading=_("Explanation"),
                help_text=_("One or two sentences in plain words, for somebody who has no idea."),
            ),
            MultiFieldPanel(
                [both("synonyms")],
                heading=_("Other words"),
                help_text=_("The first use of any of them on a page leads to the glossary."),
            ),
            FieldPanel("in_calls"),
            FieldPanel("slug"),
        ]
    )
