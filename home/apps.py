from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Site")

    def ready(self) -> None:
        from core import page_notes
        from core.area_parts import area_parts
        from home import (
            area_contacts,
            jobs,
            news,
            programme_links,
            sitemap,
            subject_routing,
            towns,
        )
        from home.documents import areas, chain
        from home.projects import brief, changes
        from home.projects import pages as project_pages
        from home.sitesearch import pages, receivers

        area_parts.register("documents", areas.PART)
        page_notes.ahead.register("documents", chain.know)
        page_notes.ahead.register("projects", project_pages.know)
        for module in (brief, pages, news, towns, jobs, sitemap):
            module.register()
        for module in (area_contacts, programme_links, subject_routing):
            module.register()
        for module in (changes, receivers):
            module.connect()
