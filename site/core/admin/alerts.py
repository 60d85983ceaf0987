"""Where an editor writes a message that every page shows."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.models import Alert


class AlertViewSet(ViewSet):
    model = Alert
    icon = "warning"
    menu_label = _("Messages on every page")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["text_sv", "severity", "starts_at", "ends_at"]
    list_filter = ["severity"]
    search_fields = ["text_sv", "text_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("text_sv"), FieldPanel("text_en"), FieldPanel("link")],
                heading=_("What it says"),
                help_text=_(
                    "Say what has happened and what the reader can do. Without an English text "
                    "the English pages show the Swedish one."
                ),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("severity"),
                    FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                ],
                heading=_("When and how"),
            ),
        ]
    )
