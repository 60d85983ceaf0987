from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """When a scheduled job last ran and how it went; one row a job (core.operation.schedule)."""

    shown_to_strangers = False

    name = models.CharField(_("name"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("scheduled job")
        verbose_name_plural = _("scheduled jobs")

    def __str__(self) -> str:
        return self.name
