"""Projects in the editors' admin; home puts them in the menu."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from core.admin.lists import ViewSet
from core.admin.panels import both
from projects.forms import ProjectForm
from projects.models import Project

STATED = _("Leave empty what is not known: the page then shows it as not stated.")
MONEY = ("budget", "granted", "received", "co_financing")


class Readable:
    """Only the projects that the editor may read."""

    request: HttpRequest

    def get_queryset(self) -> QuerySet[Project]:
        readable: QuerySet[Project] = Project.objects.visible_to(self.request.user)
        return readable


class ProjectCreateView(CreateView):
    def save_instance(self) -> Project:
        """Whoever writes a project down is its author and always reads it."""
        self.form.instance.author = self.request.user
        project: Project = super().save_instance()
        return project


class ProjectEditView(Readable, EditView):
    pass


class ProjectDeleteView(Readable, DeleteView):
    pass


def state(project: Project) -> Any:
    """What the project's dates say today."""
    return project.state(timezone.now()).label


WHAT = ObjectList(
    [
        MultiFieldPanel([both("title"), FieldPanel("acronym")], heading=_("Title")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("role"), FieldPanel("visibility")]),
        FieldPanel(
            "owner_unit",
            help_text=_(
                "The one that owns or takes part in the project and answers for it, as it is "
                "called in the organisation."
            ),
        ),
        both("purpose"),
        MultiFieldPanel(
            [both("benefit")],
            heading=_("Expected benefit"),
            help_text=_("For inhabitants, associations and companies, or for the staff."),
        ),
        both("results"),
        MultiFieldPanel(
            [both("lessons")],
            heading=_("Lessons learnt"),
            help_text=_("What others should know before they begin something similar."),
        ),
        FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")], help_text=STATED),
        FieldPanel("keep_years"),
    ],
    heading=_("The project"),
)
MONEY_TAB = ObjectList(
    [
        FieldPanel(
            "programme",
            help_text=_(
                "The page shows the EU emblem with the sentence that the programme demands. An EU "
                "project without a programme gets no page."
            ),
        ),
        FieldPanel(
            "call",
            widget=forms.TextInput,
            help_text=_("The call's reference: the last part of its address on this site."),
        ),
        FieldPanel(
            "currency",
            help_text=_(
                "The one that the decision states. The other currency is worked out from the "
                "latest exchange rate and shown with its date."
            ),
        ),
        InlinePanel(
            "years",
            [FieldPanel("year"), FieldRowPanel([FieldPanel(name) for name in MONEY])],
            heading=_("Money by year"),
            label=_("Year"),
            help_text=_(
                "One line a year. All lines are added up. Leave the year empty for money that is "
                "not split by year, and leave an amount empty when it is not known."
            ),
        ),
    ],
    heading=_("Money"),
)
OTHERS = ObjectList(
    [
        InlinePanel(
            "partners",
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("town"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldPanel("is_lead"),
            ],
            heading=_("Partners"),
            label=_("Partner"),
            help_text=_("A partner with latitude and longitude is also drawn on the map."),
        ),
        both("partners_note"),
    ],
    heading=_("Partners"),
)
SORTING = ObjectList(
    [
        FieldPanel("areas", widget=forms.CheckboxSelectMultiple),
        FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel(n) for n in ("ecological", "economic", "social")])],
            heading=_("Sustainability"),
        ),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_year")], help_text=STATED),
    ],
    heading=_("Sorting and source"),
)


class ProjectViewSet(ViewSet):
    model = Project
    icon = "folder-open-1"
    add_view_class = ProjectCreateView
    edit_view_class = ProjectEditView
    delete_view_class = ProjectDeleteView
    list_display = [
        "title_sv",
        "programme",
        "owner_unit",
        Column("state", label=_("Status"), accessor=state),
    ]
    list_filter = ["kind", "role", "programme", "areas", "is_demo"]
    search_fields = ["title_sv", "title_en", "acronym"]
    edit_handler = TabbedInterface([WHAT, MONEY_TAB, OTHERS, SORTING], base_form_class=ProjectForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return Project.objects.visible_to(request.user).select_related("programme").distinct()
