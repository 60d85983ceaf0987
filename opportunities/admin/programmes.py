"""Programmes with their periods, and exchange rates."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList

from core.admin.lists import ViewSet
from core.admin.panels import both
from opportunities.models import ExchangeRate, Programme

PERIOD = [
    FieldRowPanel([FieldPanel(name) for name in ("label", "starts", "ends", "status")]),
    both("law"),
    FieldRowPanel([FieldPanel("min_eu_rate"), FieldPanel("max_eu_rate")]),
    FieldRowPanel([FieldPanel("rate_scope"), FieldPanel("rate_scope_en")]),
    FieldPanel("rate_source"),
    FieldPanel("successor"),
]
WHO = [
    both("about"),
    FieldPanel("audiences", widget=CheckboxSelectMultiple),
    both("payment"),
]
WHERE = [
    FieldPanel("reach", help_text=_("Leave it empty where no source says.")),
    FieldPanel("counties"),
    both("condition"),
    both("authority"),
    FieldPanel("web"),
]


class ProgrammeViewSet(ViewSet):
    model = Programme
    icon = "folder-open-inverse"
    list_display = ["name_sv", "short", "portal_code"]
    search_fields = ["name_sv", "name_en", "short"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [both("name"), FieldPanel("short"), FieldPanel("other_names")], heading=_("Name")
            ),
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
            FieldPanel("keep_years"),
            MultiFieldPanel(WHO, heading=_("What for and for whom")),
            MultiFieldPanel(WHERE, heading=_("Where")),
            MultiFieldPanel(
                [FieldPanel("guide_sv"), FieldPanel("guide_en")],
                heading=_("Our own text"),
                help_text=_("What the municipality itself wants to say; may be left out."),
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
