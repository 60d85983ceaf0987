from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundation")
    default = True

    def ready(self) -> None:
        from core import (
            alerts,
            backup,
            checks,
            content_version,
            document_search,
            erasure,
            health,
            matching,
            permissions,
            receivers,
            schedule,
            sitemaps,
            sqlite,
        )

        parts = (
            *(alerts, backup, checks, document_search, erasure, health),
            *(matching, permissions, schedule, sitemaps),
        )
        for module in parts:
            module.register()
        for module in (content_version, document_search, receivers, sqlite):
            module.connect()


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "core.user_admin.UserViewSet"
