from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self) -> None:
        from core.pages import notes
        from core.pages.contexts import page_contexts
        from projects import receivers, views
        from projects.models import ProjectIndexPage, ProjectPage
        from projects.showing import brief, pages

        notes.ahead.register("projects", pages.know)
        page_contexts.register(ProjectIndexPage._meta.label, views.index_context)
        page_contexts.register(ProjectPage._meta.label, views.project_context)
        brief.register()
        receivers.connect()
