"""Bodies in the editors' admin; home puts them in the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.municipality import STATED
from core.admin.panels import both
from network.organisation.models import Body


class BodyViewSet(ViewSet):
    model = Body
    icon = "group"
    list_display = ["name_sv", "kind", "order"]
    list_filter = ["kind"]
    search_fields = ["name_sv", "name_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("name"), FieldPanel("kind")], heading=_("Name")),
            MultiFieldPanel([both("responsibility")], heading=_("Answers for"), help_text=STATED),
            FieldPanel("profile"),
            FieldPanel("key"),
            FieldPanel("order"),
        ]
    )
