from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "editing"
    verbose_name = _("Editors' tools")

    def ready(self) -> None:
        from core.operation.schedule import Job, jobs
        from editing.jobs import ask_outside, empty_bin, look_at_links

        jobs.register("empty-bin", Job(timedelta(days=1), empty_bin))
        jobs.register("broken-links", Job(timedelta(hours=1), look_at_links))
        jobs.register("outside-links", Job(timedelta(minutes=1), ask_outside))
