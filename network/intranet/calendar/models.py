"""The address of somebody's own calendar, and which invitations have been sent to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User
from network.intranet.calendar.querysets import FeedQuerySet
from network.intranet.events.models import Event


class CalendarFeed(models.Model):
    """That somebody's calendar may be fetched, without a log-in, by whoever has its token.

    Kept is the token's digest alone: nobody finds the address here. `language` is what the
    calendar is written in.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    person = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=2, default="sv")
    made_at = models.DateTimeField(_("made"))

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a calendar")
        verbose_name_plural = _("addresses of calendars")

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def mark(self) -> str:
        """What makes it another than the ones before, for the form that ends it."""
        return self.digest[:12]


class Invitation(models.Model):
    """One mail about an event to one person: an invitation or a change, or that it is cancelled.

    `sequence` is that of the mail, which rises for this person with each (RFC 5546); `change` is
    the event's when it was sent; `starts` is when it said that the event begins.
    """

    shown_to_strangers = False
    read_with = "event"
    wagtail_reference_index_ignore = True

    class Method(models.TextChoices):
        REQUEST = "REQUEST", _("invitation")
        CANCEL = "CANCEL", _("cancellation")

    event = models.ForeignKey(Event, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    sequence = models.PositiveIntegerField()
    method = models.CharField(max_length=8, choices=Method)
    change = models.PositiveIntegerField()
    starts = models.DateTimeField()
    at = models.DateTimeField(_("sent"))

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("event", "person", "sequence", "method"), name="unique_invitation"
            ),
        ]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id} {self.method} {self.sequence}"
