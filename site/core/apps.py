from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Foundation")

    def ready(self) -> None:
        from core import backup, checks, erasure, health, permissions, receivers, schedule

        for module in (backup, checks, erasure, health, permissions, schedule):
            module.register()
        receivers.connect()
