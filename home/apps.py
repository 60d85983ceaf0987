from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from home import project_brief, project_changes

        project_brief.register()
        project_changes.connect()
        from core.area_parts import area_parts
        from home.documents import areas

        area_parts.register("documents", areas.PART)
        from home.sitesearch import pages, receivers

        pages.register()
        receivers.connect()
        from home import news

        news.register()
        from home import towns

        towns.register()
