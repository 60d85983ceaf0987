"""Programmes with their periods, and exchange rates."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from core.admin import both
from core.admin_lists import ViewSet
from opportunities.models import ExchangeRate, Programme

PERIOD = [
    FieldRowPanel([FieldPanel(name) for name in ("label", "starts", "ends", "status")]),
    FieldRowPanel([FieldPanel("max_eu_rate"), FieldPanel("rate_scope")]),
]


class ProgrammeViewSet(ViewSet):
    model = Programme
    icon = "folder-open-inverse"
    list_display = ["name_sv", "short", "portal_code"]
    search_fields = ["name_sv", "name_en", "short"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([both("name"), FieldPanel("short")], heading=_("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("slug", help_text=_("Part of addresses that are shared.")),
                    FieldPanel(
                        "portal_code",
                        help_text=_("Calls with this code are filed under the programme."),
                    ),
                ],
                heading=_("Keys"),
            ),
            MultiFieldPanel(
                [both("funding_sentence")],
                heading=_("What must be said about the funding"),
                help_text=_(
                    "Shown beside the EU emblem on the page of every project with money from the "
                    "programme. Leave it empty for a programme that is not the EU's."
                ),
            ),
            InlinePanel(
                "periods",
                PERIOD,
                heading=_("Periods"),
                label=_("Period"),
                help_text=_("A period that is only proposed is not shown as decided."),
            ),
        ]
    )


class ExchangeRateViewSet(ViewSet):
    model = ExchangeRate
    icon = "decimal"
    list_display = ["currency", "rate", "date", "source"]
    list_filter = ["currency"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("currency"), FieldPanel("rate")]),
            FieldRowPanel([FieldPanel("date"), FieldPanel("source")]),
        ],
        help_text=_("The latest one is used. Its date and source are shown beside every amount."),
    )
