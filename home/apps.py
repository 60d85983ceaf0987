from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from core.area_parts import area_parts
        from home import news, project_brief, project_changes, towns
        from home.documents import areas
        from home.sitesearch import pages, receivers

        area_parts.register("documents", areas.PART)
        for module in (project_brief, pages, news, towns):
            module.register()
        for module in (project_changes, receivers):
            module.connect()
