"""What is done while nobody waits for it: jobs by the clock, mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """When a scheduled job last ran and how it went; one row a job (core.operation.schedule)."""

    shown_to_strangers = False

    name = models.CharField(_("name"), max_length=60, unique=True)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    error = models.TextField(_("error"), blank=True)
    wanted = models.BooleanField(
        _("run now"),
        default=False,
        help_text=_("It is run within a minute or two, and then again at its usual interval."),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("scheduled job")
        verbose_name_plural = _("scheduled jobs")

    def __str__(self) -> str:
        return self.name


class MailClaim(models.Model):
    """Which process sends a mail of the queue now; it ends when the mail server has answered."""

    shown_to_strangers = False

    email = models.OneToOneField(
        "post_office.Email", models.CASCADE, primary_key=True, related_name="claim"
    )
    by = models.CharField(max_length=64)  # the name of the process (core.operation.alive)
    until = models.DateTimeField()  # for a process of another machine

    def __str__(self) -> str:
        return f"{self.email_id} {self.by}"
