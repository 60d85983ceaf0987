"""A project is found by its page, which is indexed anew when the record changes."""

from collections.abc import Iterable

from core.search.kinds import Dependency
from projects.models import Project, ProjectPage, ProjectPartner, ProjectYear


def _pages(project_id: int) -> Iterable[int]:
    return ProjectPage.objects.filter(project=project_id).values_list("pk", flat=True)


RECORDS = (
    Dependency(Project, lambda project: _pages(project.pk), m2m=("areas",)),
    Dependency(ProjectPartner, lambda partner: _pages(partner.project_id)),
    Dependency(ProjectYear, lambda year: _pages(year.project_id)),
)
