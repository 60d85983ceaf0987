"""Projects with their pages: the municipality's real ones, and the demo's."""

from datetime import datetime

from wagtail.models import Page

from core.models import Audience, PriorityArea
from core.words.dates import local
from home.loading.merge import Merge
from home.loading.site.tree import add
from home.loading.texts import read as read_texts
from opportunities.models import Programme
from projects import files
from projects.actions import store_project
from projects.models import Project, ProjectIndexPage, ProjectPage, ProjectPartner, ProjectYear


def store(*, municipality: str, start: Page, merge: Merge) -> None:
    """The list of projects, and what a public source says of the municipality's own."""
    index = _index(start, merge)
    for file in files.read("data", municipality):
        project = _record(file, merge)
        if project is None or index is None:
            continue

        def make(file: files.ProjectFile = file, project: Project = project) -> Page:
            return _page(index, file, project)

        merge.page(f"project {file.key}", make)


def _index(start: Page, merge: Merge) -> Page | None:
    (text,) = read_texts("projects", {"sv": {}, "en": {}})

    def make() -> Page:
        swedish = {**text.texts["sv"], "show_in_menus": text.in_menu}
        return add(start, ProjectIndexPage, swedish=swedish, english=text.texts["en"])

    return merge.page(text.key, make)


def _record(file: files.ProjectFile, merge: Merge) -> Project | None:
    programme = Programme.objects.filter(slug=file.programme).first()
    facts = {**file.facts, "programme_id": programme.pk if programme else None}
    project: Project | None = merge.row(Project, {"key": file.key}, facts)
    if project is None:
        return None
    name = f"partners of {file.key}"
    merge.block(name, ProjectPartner, {"project": project}, list(file.partners))
    for row in file.years:
        amounts = dict(row)
        merge.row(ProjectYear, {"project": project, "year": amounts.pop("year")}, amounts)
    have = project.areas.values_list("slug", flat=True)
    added, removed = merge.members(f"areas of {file.key}", have, file.areas)
    project.areas.add(*_areas(added))
    project.areas.remove(*_areas(removed))
    return project


def _areas(slugs: object) -> list[PriorityArea]:
    return list(PriorityArea.objects.classifying().filter(slug__in=slugs))


def _page(index: Page, file: files.ProjectFile, project: Project) -> Page:
    swedish, english = file.page["sv"], file.page.get("en")
    return add(index, ProjectPage, swedish=swedish, english=english, project=project)


def store_demo(*, municipality: str, at: datetime) -> int:
    """The demo's projects as of the year of `at`, and how many; safe to run again."""
    index = ProjectIndexPage.objects.filter(locale__language_code="sv", binned=None).first()
    project_files = files.read("demo", municipality, year=local(at).year)
    for file in project_files:
        programme = Programme.objects.filter(slug=file.programme).first()
        project = store_project(
            key=f"demo-{file.key}",
            facts={**file.facts, "programme": programme, "is_demo": True},
            partners=file.partners,
            years=file.years,
            areas=_areas(file.areas),
            audiences=Audience.objects.filter(slug__in=file.audiences),
            by=None,
            at=at,
        )
        if index and not ProjectPage.objects.filter(project=project).exists():
            index.refresh_from_db()
            _page(index, file, project)
    return len(project_files)
