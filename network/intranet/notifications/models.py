"""What somebody follows, how they want to be told of it, and the ledger of what they were told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User
from network.intranet.notifications.querysets import (
    FollowQuerySet,
    NotificationQuerySet,
    PreferenceQuerySet,
)


class How(models.TextChoices):
    """When a mail comes. What is never mailed stands on the page of notices all the same."""

    AT_ONCE = "at-once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


class MailPreference(models.Model):
    """How somebody is mailed where nothing else is chosen; without a row as `due.STANDARD` says.

    `stopped_at` is when they ended all of it, by the link in a mail.
    """

    shown_to_strangers = False

    person = models.OneToOneField(User, models.CASCADE, related_name="mail_preference")
    how = models.CharField(_("how often"), max_length=8, choices=How, blank=True)
    language = models.CharField(_("language of the mails"), max_length=2, default="sv")
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        ordering = ("person",)

    def __str__(self) -> str:
        return f"{self.person_id}"


class Follow(models.Model):
    """That somebody follows something, or is told otherwise than the standard of what is theirs.

    `what` is a topic: "post:17" (what others say of it), "event:3", "area:4", "unit:5", "group:2",
    or "all". Their own units and groups, and the areas on their card, people follow without a row.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, models.CASCADE, related_name="follows")
    what = models.CharField(max_length=40)
    how = models.CharField(max_length=8, choices=How, blank=True)
    since = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("person", "what"), name="unique_follow_what"),
        ]
        indexes = [models.Index(fields=("what",), name="follow_what")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.what}"


class Notification(models.Model):
    """That something has happened, for one person: once, however often it is written.

    `key` is the fact itself ("post:17:published", "event:3:changed:2"); `kind` and `object_id` name
    the record, whose title stands nowhere but there: it is asked for when the notice is shown or
    mailed, of what its reader may then read (network.intranet.notifications.kinds). `topics` are
    those of what they follow that it belongs to.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    class Mail(models.TextChoices):
        """What has become of the mail."""

        WAITS = "waits", _("waits")
        MAILED = "mailed", _("mailed")
        HELD_BACK = "held", _("held back: its reader may not read it any more")
        NONE = "none", _("not mailed: not wanted, or read before")

    person = models.ForeignKey(User, models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    step = models.CharField(max_length=20)
    topics = models.CharField(max_length=400)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=6, choices=Mail, default=Mail.WAITS)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=("person", "key"), name="unique_notification"),
        ]
        indexes = [
            models.Index(fields=("person", "read_at"), name="notification_unread"),
            models.Index(
                fields=("person",), condition=models.Q(mail="waits"), name="notification_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.key}"
