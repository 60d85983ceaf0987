import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.words.language import Localized

ADDRESS = re.compile(r"https?://|/(?![/\\])")  # of the web, or a path on this site


class AlertQuerySet(models.QuerySet["Alert"]):
    def not_ended(self, at: datetime) -> "AlertQuerySet":
        """Those that are shown at `at` or will be later, the gravest first."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at)).order_by(
            "-severity", "starts_at", "pk"
        )


class Alert(models.Model):
    """A message at the head of every page, from one moment to another."""

    shown_to_strangers = True

    class Severity(models.IntegerChoices):
        NOTE = 1, _("For information")
        WARNING = 2, _("Important")
        URGENT = 3, _("Urgent")

    severity = models.PositiveSmallIntegerField(
        _("how grave"), choices=Severity, default=Severity.NOTE
    )
    text_sv = models.CharField(_("text in Swedish"), max_length=300)
    text_en = models.CharField(_("text in English"), max_length=300, blank=True)
    link = models.CharField(
        _("address to read more"),
        max_length=300,
        blank=True,
        help_text=_("Begins with https:// or, on this site, with /."),
    )
    starts_at = models.DateTimeField(_("shown from"))
    ends_at = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Empty: until you take it away.")
    )

    text = Localized()
    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("message on every page")
        verbose_name_plural = _("messages on every page")
        ordering = ("-starts_at", "pk")

    def __str__(self) -> str:
        return self.text_sv

    def clean(self) -> None:
        """It ends after it starts, and leads to an address of the web or of this site."""
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It has to end after it starts.")})
        if self.link and not ADDRESS.match(self.link):
            raise ValidationError({"link": _("Begin with https:// or with /.")})

    def shown(self, at: datetime) -> bool:
        """Whether it is on the pages at `at`."""
        return self.starts_at <= at and (self.ends_at is None or at < self.ends_at)
