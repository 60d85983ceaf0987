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


class RunQuerySet(models.QuerySet["Run"]):
    def active(self) -> "RunQuerySet":
        """Runs that have not ended."""
        return self.filter(state__in=Run.ACTIVE)


class Run(models.Model):
    """Long work that was started, once for each time: how far it is, how it ended, what it did.

    Of each sort there is one at a time (core.operation.runs).
    """

    shown_to_strangers = False

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    ACTIVE = (State.WAITING, State.RUNNING)

    work = models.CharField(_("what"), max_length=60)  # its name in core.operation.runs.works
    by = models.ForeignKey(
        "core.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    wanted_at = models.DateTimeField(_("asked for"))
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    process = models.CharField(max_length=64, blank=True)  # its name (core.operation.alive)
    # How far it has come: `done` of `total`, in which step, of what kind of record.
    step = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    # Who has asked when that it be stopped.
    stop_by = models.ForeignKey("core.User", models.SET_NULL, null=True, related_name="+")
    stop_at = models.DateTimeField(null=True)
    outcome = models.JSONField(default=dict)  # counts by name
    error = models.TextField(_("error"), blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-wanted_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("work",),
                condition=models.Q(state__in=("waiting", "running")),
                name="one_run_at_a_time",
            )
        ]
        permissions = [("start_run", "Can start and stop background jobs")]
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")

    def __str__(self) -> str:
        return f"{self.work} {self.wanted_at:%Y-%m-%d %H:%M}"

    @property
    def is_active(self) -> bool:
        """Whether it has not ended."""
        return self.state in self.ACTIVE


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
