"""The municipality and its priority areas in the editors' admin; home puts them in the menu."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from core.admin_lists import ViewSet
from core.models import MunicipalityProfile, PriorityArea, User
from core.word_lists import WordListForm

COLOUR = forms.TextInput(attrs={"type": "color"})


class LimitedPolicy(ModelPermissionPolicy):
    """Only these actions, also for a superuser: the others belong to a command or an import."""

    def __init__(self, model: type[models.Model], *actions: str) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.actions and super().user_has_permission(user, action)


def both(name: str, **options: object) -> FieldRowPanel:
    """A text in Swedish and English, side by side."""
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **options) for code in ("sv", "en")])


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
                            both("network_name"),
                            both("network_note"),
                            FieldPanel("contact_person_per_unit"),
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
