"""Where an administrator limits who reads a section: in the admin, under settings."""

from wagtail.admin.panels import FieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.models import SectionVisibility


class SectionVisibilityViewSet(ViewSet):
    model = SectionVisibility
    icon = "lock"
    add_to_settings_menu = True
    list_display = ["page", "visibility"]
    list_filter = ["visibility"]
    add_to_reference_index = False
    edit_handler = ObjectList([FieldPanel("page"), FieldPanel("visibility")])
