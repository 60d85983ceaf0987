"""The municipality in the editors' admin; home puts it in the menu."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.permissions import register_permission_policy

from core.admin.lists import ViewSet
from core.admin.panels import both
from core.admin.policies import LimitedPolicy
from core.models import MunicipalityProfile

COLOUR = forms.TextInput(attrs={"type": "color"})
STATED = _("Leave empty what no decided document says: the site then shows it as not stated.")

register_permission_policy(
    MunicipalityProfile, LimitedPolicy(MunicipalityProfile, "view", "change")
)


class MunicipalityViewSet(ViewSet):
    """There is one, which load_profile makes: it can be changed, not added or deleted."""

    model = MunicipalityProfile
    icon = "home"
    list_display = ["name", "county"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("name"), both("municipality")], heading=_("Name")),
                    MultiFieldPanel(
                        [both("motto"), both("vision"), both("goal"), both("definition")],
                        heading=_("What it wants"),
                        help_text=STATED,
                    ),
                    MultiFieldPanel([both("headline"), both("lead")], heading=_("First words")),
                    FieldRowPanel(
                        [FieldPanel(n, widget=COLOUR) for n in ("colour", "colour_dark")]
                    ),
                    MultiFieldPanel(
                        [
                            FieldRowPanel([FieldPanel("scb_code"), FieldPanel("county")]),
                            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                            FieldPanel(
                                "population",
                                help_text=_("Some calls are only for large or small ones."),
                            ),
                        ],
                        heading=_("Facts"),
                    ),
                ],
                heading=_("The municipality"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("network_form"),
                            both("network_name"),
                            both("network_note"),
                        ],
                        heading=_("Network"),
                        help_text=STATED,
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("approval_required"),
                            both("process_note"),
                            FieldPanel("project_model"),
                        ],
                        heading=_("How an application comes about"),
                        help_text=STATED,
                    ),
                    InlinePanel(
                        "process_steps",
                        [both("name"), both("by")],
                        heading=_("Steps"),
                        label=_("Step"),
                    ),
                    InlinePanel(
                        "support_services",
                        [both("name")],
                        heading=_("Help to be had"),
                        label=_("Kind of help"),
                    ),
                    MultiFieldPanel([both("review"), both("reporting")], heading=_("Follow-up")),
                ],
                heading=_("The work"),
            ),
            ObjectList(
                [
                    FieldPanel(n)
                    for n in ("address", "phone", "email", "web", "organisation_number")
                ],
                heading=_("Contact"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("pic"), FieldPanel("oid")]),
                    both("working_languages"),
                    MultiFieldPanel(
                        [both("strengths"), both("partners_sought")],
                        heading=_("One a line"),
                        help_text=STATED,
                    ),
                ],
                heading=_("For partners"),
            ),
        ]
    )
