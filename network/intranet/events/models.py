"""Events of the network: who comes, what is on the agenda, what came of it, who does what by when.

Who may read the event may read these; they are asked for by events that `visible_to` has found.
"""

from datetime import datetime
from functools import cached_property
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility, VisibilityField, VisibleModel
from core.models import MunicipalityProfile, PriorityArea, User
from network.intranet.events.querysets import EventQuerySet, SignUpQuerySet
from network.organisation.models import Group, Unit

LONGEST = 20_000  # characters of a text, in Markdown as that of a post


class Event(VisibleModel):
    """A meeting, a training, a conference or a visit: when, where, for whom, and what came of it.

    `starts` and `ends` are moments; `zone` says in which zone the clock on the wall is read.
    `sequence` counts the changes that a calendar has to be told of (RFC 5546), `version` all.
    """

    class Kind(models.TextChoices):
        """The first needs nothing more than a title, a day and a time."""

        MEETING = "meeting", _("Meeting")
        TRAINING = "training", _("Training")
        CONFERENCE = "conference", _("Conference")
        STUDY_VISIT = "study_visit", _("Study visit")
        OPEN = "open", _("Open day or other event")

    visibility_unit = "unit_id"
    visibility_group = "group_id"
    wagtail_reference_index_ignore = True  # editors' lists of uses would show its title

    visibility = VisibilityField(
        _("who may read"), max_length=12, choices=Visibility, default=Visibility.NETWORK
    )
    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEETING)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=LONGEST, blank=True)
    language = models.CharField(_("language"), max_length=2, default="sv")
    areas = models.ManyToManyField(
        PriorityArea, blank=True, related_name="events", verbose_name=_("priority areas")
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("department or company"),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("group of the EU work"),
    )
    starts = models.DateTimeField(_("begins"))
    ends = models.DateTimeField(_("ends"))
    zone = models.CharField(_("time zone"), max_length=40, default="Europe/Stockholm")
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link to the meeting"), max_length=500, blank=True)
    cap = models.PositiveSmallIntegerField(
        _("number of places"), null=True, blank=True, help_text=_("Without one, all are welcome.")
    )
    sign_up_until = models.DateTimeField(_("sign up no later than"), null=True, blank=True)
    invites = models.BooleanField(
        _("send an invitation to those who may read it"),
        default=False,
        db_default=False,
        help_text=_(
            "By mail, with the event in it for their calendars. Of what all staff or everybody "
            "may read, those who sign up get it."
        ),
    )
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("the meeting before"),
        help_text=_("What was left open there stands first on the agenda here."),
    )
    minutes = models.TextField(_("minutes"), max_length=LONGEST, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    cancelled_because = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    uid = models.UUIDField(unique=True, default=uuid4, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    # Of the form it was written in: sent twice, it is one event.
    key = models.UUIDField(unique=True, null=True, editable=False)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("starts", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gte=F("starts")),
                name="event_ends_after_it_begins",
                violation_error_message=_("It ends before it begins: look at the times."),
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.DEPARTMENT.value, unit=None),
                name="event_for_a_department_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.GROUP.value, group=None),
                name="event_for_a_group_names_it",
            ),
        ]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @cached_property
    def begins(self) -> datetime:
        """When it begins, on the clock of its zone."""
        return self.starts.astimezone(ZoneInfo(self.zone))

    @cached_property
    def finishes(self) -> datetime:
        """When it ends, on the clock of its zone."""
        return self.ends.astimezone(ZoneInfo(self.zone))

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off; it stays to be found, with the reason."""
        return self.cancelled_at is not None

    def is_over(self, at: datetime) -> bool:
        """Whether it has ended by then."""
        return self.ends <= at

    def takes_answers(self, at: datetime) -> bool:
        """Whether somebody may still say that they come."""
        closed = self.sign_up_until is not None and self.sign_up_until < at
        return not (self.is_cancelled or self.is_over(at) or closed)


class SignUp(models.Model):
    """Somebody's answer to an event: in the order of `at` they get its places, then wait.

    `came` is what was ticked afterwards; None until somebody has.
    """

    shown_to_strangers = False
    read_with = "event"
    wagtail_reference_index_ignore = True

    class Answer(models.TextChoices):
        COMES = "comes", _("comes")
        WAITS = "waits", _("on the waiting list")
        DECLINES = "declines", _("does not come")

    event = models.ForeignKey(Event, models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey(User, models.CASCADE, related_name="sign_ups")
    answer = models.CharField(_("answer"), max_length=8, choices=Answer)
    at = models.DateTimeField(_("answered"))
    came = models.BooleanField(_("came"), null=True, blank=True)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("event", "person"), name="unique_sign_up"),
        ]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id} {self.answer}"


class AgendaItem(models.Model):
    """One item of the agenda, and what was decided on it."""

    shown_to_strangers = False
    read_with = "event"
    wagtail_reference_index_ignore = True

    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("item"), max_length=200)
    decision = models.TextField(_("what was decided"), max_length=2_000, blank=True)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")

    def __str__(self) -> str:
        return self.title


class ActionItem(models.Model):
    """Who does what by when, as the meeting agreed: open until somebody says that it is done."""

    shown_to_strangers = False
    read_with = "event"
    wagtail_reference_index_ignore = True

    event = models.ForeignKey(Event, models.CASCADE, related_name="action_items")
    text = models.CharField(_("what"), max_length=300)
    person = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who")
    )
    due = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = (F("done_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "pk")
        verbose_name = _("action item")
        verbose_name_plural = _("action items")

    def __str__(self) -> str:
        return self.text
