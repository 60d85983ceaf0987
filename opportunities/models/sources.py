"""Where calls come from, what each import did, and what could not be read."""

from django.db import models
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.words.sorting import SWEDISH


class Source(models.Model):
    """A feed of calls, by the name `import_calls` takes."""

    shown_to_strangers = True

    slug = models.SlugField(_("slug"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    url = models.URLField(_("address"), blank=True)

    class Meta:
        ordering = (Collate("name", SWEDISH), "pk")
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One import; received is the sum of the five counts after it."""

    shown_to_strangers = False

    source = models.ForeignKey(Source, models.CASCADE, related_name="runs")
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"), null=True)
    received = models.PositiveIntegerField(_("received"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    duplicate = models.PositiveIntegerField(_("duplicates"), default=0)
    quarantined = models.PositiveIntegerField(_("in quarantine"), default=0)
    error = models.TextField(_("error"), blank=True)
    by = models.ForeignKey(
        "core.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("started by"),
    )

    class Meta:
        ordering = ("-started_at", "-pk")
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class Quarantined(models.Model):
    """A row that could not be read, kept whole, and once however often it comes."""

    shown_to_strangers = False

    source = models.ForeignKey(Source, models.CASCADE, related_name="quarantine")
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="quarantine")
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    raw = models.JSONField(_("the row"))
    first_seen = models.DateTimeField(_("first seen"))
    last_seen = models.DateTimeField(_("last seen"))

    class Meta:
        ordering = ("-last_seen", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("source", "digest"), name="unique_quarantined")
        ]
        verbose_name = _("row in quarantine")
        verbose_name_plural = _("rows in quarantine")

    def __str__(self) -> str:
        return self.reason


class CallChange(models.Model):
    """What changed in a call between two imports."""

    shown_to_strangers = False

    call = models.ForeignKey("opportunities.Call", models.CASCADE, related_name="changes")
    field = models.CharField(_("field"), max_length=40)
    old = models.JSONField(_("from"), null=True)
    new = models.JSONField(_("to"), null=True)
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        ordering = ("-seen_at", "pk")
        verbose_name = _("change of a call")
        verbose_name_plural = _("changes of calls")

    def __str__(self) -> str:
        return f"{self.call_id} {self.field}"
