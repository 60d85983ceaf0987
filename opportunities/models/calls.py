"""A funding call and its deadlines. Its status follows from dates and is never stored."""

from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from core.access.visibility import VisibleModel
from core.models import PriorityArea
from opportunities.models.programmes import Programme
from opportunities.models.sources import Source
from opportunities.models.suggestions import CallAudience, CallPriority
from opportunities.querysets import CallQuerySet


class CallType(models.TextChoices):
    """What sort of money it is, after the portal's own types."""

    GRANT = "grant", _("Grant")
    TENDER = "tender", _("Tender")
    CASCADE = "cascade", _("Cascade funding")


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    FORTHCOMING = "forthcoming", _("Opens later")
    CLOSED = "closed", _("Closed")


class Call(VisibleModel, ClusterableModel):
    """Money in whole or decimal EUR, rates in per cent, times aware."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="calls")
    source_key = models.CharField(_("key at the source"), max_length=200)
    reference = models.SlugField(_("reference"), max_length=120, unique=True)
    identifier = models.CharField(_("identifier"), max_length=200)
    call_identifier = models.CharField(_("parent call"), max_length=200, blank=True)
    type = models.CharField(_("type"), max_length=10, choices=CallType)
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="calls"
    )
    language = models.CharField(_("language of the text"), max_length=2, default="en")
    title = models.CharField(_("title"), max_length=500)
    call_title = models.CharField(_("title of the parent call"), max_length=500, blank=True)
    description = models.TextField(_("description"), blank=True)  # sanitised HTML
    conditions = models.TextField(_("conditions"), blank=True)  # sanitised HTML
    keywords = models.JSONField(_("keywords"), default=list, blank=True)
    types_of_action = models.JSONField(_("types of action"), default=list, blank=True)
    deadline_model = models.CharField(_("deadline model"), max_length=40, blank=True)
    url = models.URLField(_("address at the source"), max_length=500, blank=True)

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    source_open = models.BooleanField(_("open according to the source"), default=False)
    # What only the source can say, and no date says: that it opens some day, that it stays open
    # after the deadlines that are stated, and that it is over.
    opening_unstated = models.BooleanField(_("opening date not stated"), default=False)
    endless = models.BooleanField(_("no closing date stated"), default=False)
    closed_at = models.DateTimeField(_("closed by the source"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    grant_min = models.DecimalField(
        _("lowest grant, EUR"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    grant_max = models.DecimalField(
        _("highest grant, EUR"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    budget = models.DecimalField(
        _("budget, EUR"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    expected_grants = models.PositiveIntegerField(_("expected grants"), null=True, blank=True)
    rate = models.DecimalField(
        _("share financed, per cent"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    # How many topics of the parent call share the budget, itself among them.
    budget_topics = models.PositiveSmallIntegerField(
        _("topics that share the budget"), null=True, blank=True
    )
    # What was read of the text and conditions (opportunities.conditions), so that no list reads it.
    requirements = models.JSONField(default=dict, blank=True, editable=False)
    # What an editor writes instead of the sentence that is built (opportunities.in_short).
    sentence_sv = models.CharField(_("sentence in Swedish"), max_length=400, blank=True)
    sentence_en = models.CharField(_("sentence in English"), max_length=400, blank=True)

    priorities = models.ManyToManyField(
        "core.PriorityArea", through="opportunities.CallPriority", related_name="calls"
    )
    audiences = models.ManyToManyField(
        "core.Audience", through="opportunities.CallAudience", related_name="calls"
    )
    is_demo = models.BooleanField(_("demo"), default=False)
    # When the source itself last read the copy kept: an older copy never overwrites a newer one.
    ingested_at = models.DateTimeField(null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    first_seen = models.DateTimeField(_("first seen"))
    changed_at = models.DateTimeField(_("changed"))

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("-first_seen", "pk")
        constraints = [
            models.UniqueConstraint(fields=("source", "source_key"), name="unique_call_key")
        ]
        verbose_name = _("call")
        verbose_name_plural = _("calls")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("call", args=[self.reference])

    # `listed` fills these for a whole list at once.

    @cached_property
    def deadline_list(self) -> "list[CallDeadline]":
        """The deadlines, soonest first."""
        return list(self.deadlines.all())

    @cached_property
    def area_links(self) -> list[CallPriority]:
        """The current links to areas, of the scheme that calls are sorted by."""
        return list(CallPriority.objects.classifying().filter(call=self))

    @cached_property
    def municipality_link(self) -> str | None:
        """How the call is linked to the audience of municipalities; None where it is not."""
        return self.audience_links.of_municipality().values_list("how", flat=True).first()

    def status(self, at: datetime) -> Status:
        """Forthcoming before it opens; open until the last deadline; else closed.

        Without any deadline it is as the source states. The source may also close it earlier, or
        say that it opens some day: that it is open is never believed against the dates.
        """
        if self.closed_at and self.closed_at <= at:
            return Status.CLOSED
        if self.opens_at and self.opens_at > at:
            return Status.FORTHCOMING
        deadlines = [d.at for d in self.deadline_list]
        is_ahead = any(deadline >= at for deadline in deadlines)
        if deadlines and not is_ahead and not self.endless:
            return Status.CLOSED
        if self.opening_unstated:
            return Status.FORTHCOMING
        return Status.OPEN if is_ahead or self.source_open else Status.CLOSED

    def is_closed_early(self, at: datetime) -> bool:
        """Whether the source has closed it while no date says so: withdrawn, or its money spent."""
        closed = self.closed_at is not None and self.closed_at <= at
        return closed and any(d.at >= at for d in self.deadline_list)

    @property
    def audience_list(self) -> list[CallAudience]:
        """The current links to audiences; `with_audiences` reads all for several calls at once."""
        return [link for link in self.audience_links.all() if not link.rejected]

    @cached_property
    def audience_slugs(self) -> str | None:
        """The slugs of the audiences, between spaces; None where there are none."""
        return " ".join(link.audience.slug for link in self.audience_list) or None

    @cached_property
    def areas(self) -> list[PriorityArea]:
        """The areas of the current links, in their order."""
        return [link.area for link in self.area_links]

    def next_deadline(self, at: datetime) -> "CallDeadline | None":
        """The first deadline that has not passed, if anybody can still apply by then."""
        if self.closed_at and self.closed_at <= at:
            return None
        coming = [d for d in self.deadline_list if d.at >= at]
        return min(coming, key=lambda d: d.at, default=None)


class CallDeadline(models.Model):
    """One deadline; `assumed` where the source gave a date and the hour is the portal's custom.

    `uncertain` where the hour can be read in two ways: `at` is the earlier. `key` names it in
    calendars: it stays when the deadline is moved, which raises `sequence`.
    """

    shown_to_strangers = "call"

    class Kind(models.TextChoices):
        SINGLE = "single", _("deadline")
        STAGE = "stage", _("stage")
        CUT_OFF = "cut-off", _("cut-off date")

    call = models.ForeignKey(Call, models.CASCADE, related_name="deadlines")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SINGLE)
    at = models.DateTimeField(_("at"))
    assumed = models.BooleanField(_("hour assumed"), default=False)
    uncertain = models.BooleanField(_("hour uncertain"), default=False)
    key = models.CharField(max_length=60, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        ordering = ("at", "position")
        constraints = [
            models.UniqueConstraint(fields=("call", "at"), name="unique_deadline_per_call")
        ]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.key = self.key or deadline_key(self.kind, self.at)
        super().save(*args, **kwargs)


def deadline_key(kind: str, at: datetime) -> str:
    """The key of a deadline that has none yet: what it is and when, whichever others there are."""
    return f"{kind}-{at.astimezone(UTC):%Y%m%dT%H%M%S}"
