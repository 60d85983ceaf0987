"""What is forgotten: with a person, with time, and what passes from a unit to its successor."""

from datetime import date, datetime, timedelta

from core.models import User
from network.intranet.notifications.models import Follow, MailPreference, Notification
from network.organisation.models import Unit

KEPT = timedelta(days=180)


def forget_notices(person: User) -> None:
    """What they follow, how they were mailed and of what."""
    for model in (Follow, MailPreference, Notification):
        model.objects.filter(person=person).delete()


def forget_old(at: datetime) -> None:
    """Notices of half a year ago whose mail waits no more."""
    Notification.objects.filter(at__lt=at - KEPT).exclude(mail=Notification.Mail.WAITS).delete()


def pass_follows(unit: Unit, successor: Unit, _on: date) -> None:
    """Who followed the one follows the other."""
    old, new = f"unit:{unit.pk}", f"unit:{successor.pk}"
    theirs = Follow.objects.filter(what=new).values("person")
    Follow.objects.filter(what=old).exclude(person__in=theirs).update(what=new)
    Follow.objects.filter(what=old).delete()
