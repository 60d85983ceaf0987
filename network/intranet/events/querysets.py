"""Which events are to come, which are asked of somebody, and who has answered."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from core.access.visibility import Visibility, VisibleQuerySet, standing_of

if TYPE_CHECKING:
    from core.models import User


class EventQuerySet(VisibleQuerySet):
    """Every list of events begins with `visible_to`."""

    def coming(self, at: datetime) -> Self:
        """Those that have not ended, the next one first; what is called off among them."""
        return self.filter(ends__gt=at).order_by("starts", "pk")

    def past(self, at: datetime) -> Self:
        """Those that have ended, the latest first."""
        return self.filter(ends__lte=at).order_by("-starts", "-pk")

    def taking_place(self) -> Self:
        """Those that nobody has called off."""
        return self.filter(cancelled_at=None)

    def asked_of(self, user: "User") -> Self:
        """Those that are for the circles `user` is in, such as the network: they are invited."""
        standing = standing_of(user)
        circles = Q(visibility=Visibility.GROUP, group__in=standing.groups)
        circles |= Q(visibility=Visibility.DEPARTMENT, unit__in=standing.units)
        if standing.in_network or standing.coordinates:
            circles |= Q(visibility=Visibility.NETWORK)
        if standing.coordinates:
            circles |= Q(visibility=Visibility.COORDINATION)
        return self.filter(circles)

    def unanswered_by(self, user: "User", at: datetime) -> Self:
        """Those of them that begin later, take answers and have none of theirs."""
        open_still = Q(sign_up_until=None) | Q(sign_up_until__gte=at)
        asked = self.asked_of(user).taking_place().filter(open_still, starts__gt=at)
        return asked.exclude(sign_ups__person=user.pk).order_by("starts", "pk")


class SignUpQuerySet(models.QuerySet):
    """Answers to an event, in the order they came."""

    def coming(self) -> Self:
        """Those who have a place."""
        return self.filter(answer="comes")

    def waiting(self) -> Self:
        """Those who get one when there is one, the first first."""
        return self.filter(answer="waits")
