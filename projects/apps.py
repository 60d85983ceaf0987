from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from core.operation.personal.retention import Period, periods
        from core.pages import notes
        from core.pages.area_parts import AreaPart, area_parts
        from core.pages.contexts import page_contexts
        from core.pages.search import PAGES
        from projects import keeping, receivers, search, views
        from projects.models import ProjectIndexPage, ProjectPage
        from projects.showing import brief, pages

        notes.prefetches.register("projects", pages.prefetch_projects)
        page_contexts.register(ProjectIndexPage._meta.label, views.index_context)
        page_contexts.register(ProjectPage._meta.label, views.project_context)
        for dependency in search.RECORDS:
            PAGES.depend_on(dependency)
        ended = _("after they have ended; longer where a programme or another funder asks for it")
        periods.register(keeping.NAME, Period(_("Projects"), ended, keeping.outlived_projects))
        area_parts.register("projects", AreaPart(_("Projects"), brief.area_links, order=20))
        receivers.connect_signals()
