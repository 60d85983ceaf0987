"""Where an administrator limits who reads a section: in the admin, under settings."""

from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import SectionVisibility


class SectionVisibilityViewSet(SnippetViewSet):
    model = SectionVisibility
    icon = "lock"
    add_to_settings_menu = True
    list_display = ["page", "visibility"]
    list_filter = ["visibility"]
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ObjectList([FieldPanel("page"), FieldPanel("visibility")])
