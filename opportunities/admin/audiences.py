"""Audiences and the words that suggest them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.panels import both
from core.admin.word_lists import WordListForm
from core.models import Audience


class AudienceViewSet(ViewSet):
    model = Audience
    icon = "user"
    list_display = ["name_sv", "slug", "order"]
    search_fields = ["name_sv", "name_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("name")], heading=_("Name")),
            MultiFieldPanel(
                [FieldPanel("words_sv"), FieldPanel("words_en")],
                heading=_("Words that suggest the audience"),
                help_text=_(
                    "A call that has one of them in its title or keywords, or two in its text, is "
                    "suggested for this audience. When you save, all calls are sorted anew. What "
                    "an editor has decided about a call stays."
                ),
            ),
            FieldPanel("slug", help_text=_("Part of addresses that are shared.")),
            FieldPanel("order"),
        ],
        base_form_class=WordListForm,
    )
