"""The page of a project and the list of them all; the facts are the record's."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.pages.models import SitePage
from core.search.kinds import Group
from projects.funding import reasons_against
from projects.models.projects import Project, State

# Of one project; the labels of the states are headings of several.
STATE_NOTES = {
    State.ENDED: pgettext_lazy("project", "Ended"),
    State.PLANNED: pgettext_lazy("project", "Not begun"),
}


class ProjectIndexPage(SitePage):
    """Every project that the reader may see, with filters and sums."""

    template = "projects/index.html"
    subpage_types = ["projects.ProjectPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")


class ProjectPageForm(WagtailAdminPageForm):
    """A draft may lack what a published page must have."""

    def clean(self) -> dict[str, Any]:
        """Say beside the project why the page cannot be published or sent for review."""
        cleaned: dict[str, Any] = super().clean()
        project = cleaned.get("project")
        if project and not self.is_deferred_validation:
            for reason in reasons_against(project):
                self.add_error("project", reason)
        return cleaned


class ProjectPage(SitePage):
    """What an editor writes about a project, around what its record says."""

    project = models.ForeignKey(
        Project,
        models.PROTECT,
        related_name="pages",
        verbose_name=_("project"),
        help_text=_("Purpose, partners and money are read from the project and not written here."),
    )

    template = "projects/page.html"
    search_group = Group("project", _("Projects"), rank=40)
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("project"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    base_form_class = ProjectPageForm

    class Meta:
        verbose_name = _("page of a project")
        verbose_name_plural = _("pages of projects")

    def clean(self) -> None:
        """Refuse to publish, by whatever way, a page that could not state its funding.

        Publishing saves the page as live, and what is live is checked; a draft is not.
        """
        super().clean()
        if self.live and self.project_id:
            reasons = reasons_against(self.project)
            if reasons:
                raise ValidationError({"project": reasons})

    def note(self, at: datetime) -> str:
        """That the project has ended, or not begun."""
        return str(STATE_NOTES.get(self.project.state(at), ""))

    @property
    def search_keywords(self) -> list[str]:
        """The acronym and the programme, in both languages."""
        project, programme = self.project, self.project.programme
        words = [project.acronym, project.title_sv, project.title_en]
        if programme:
            words += [programme.short, programme.name_sv, programme.name_en]
        for area in project.areas.all():
            words += [area.name_sv, area.name_en]
        return list(dict.fromkeys(filter(None, words)))

    @property
    def search_text(self) -> str:
        """The page's words and the record's."""
        return "\n".join([super().search_text, *self.project.texts(self.locale.language_code)])
