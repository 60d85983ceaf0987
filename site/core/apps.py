from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundation")
    default = True

    def ready(self) -> None:
        from core.access import permissions, receivers
        from core.files import receivers as uploads
        from core.files import search as documents
        from core.operation import backup, checks, erasure, health, schedule
        from core.pages import receivers as page_receivers
        from core.pages import search as pages
        from core.pages.frame import alerts
        from core.search import receivers as search_receivers
        from core.search.kinds import kinds
        from core.web import content_version, sitemaps
        from core.words import matching, sqlite

        kinds.register(documents.KIND, documents.DocumentKind())
        kinds.register(pages.KIND, pages.PAGES)
        parts = (
            *(alerts, backup, checks, erasure, health),
            *(permissions, schedule, sitemaps),
        )
        for module in parts:
            module.register()
        matching.replace_lookups()
        listening = (uploads, search_receivers, page_receivers)
        for module in (content_version, *listening, receivers, sqlite):
            module.connect()

    def warm(self) -> None:
        """Load what the first request would wait for: word lists, a cluster's client, countries."""
        # They need the apps to be ready.
        from core.search import analysis, engines
        from core.words import countries

        analysis.warm()
        countries.warm()
        engines.cluster()


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "core.admin.users.UserViewSet"
