"""Which posts somebody reads, and which of them stand first or wait for an answer."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from core.access.visibility import VisibleQuerySet, is_known
from network.intranet.rights import may_coordinate

if TYPE_CHECKING:
    from core.models import User


class PostQuerySet(VisibleQuerySet):
    """Every list of posts begins with `visible_to`."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """As of any record; what is hidden only for its author and for whoever moderates."""
        rows = super().visible_to(user)
        if may_coordinate(user):
            return rows
        shown = Q(hidden_at=None)
        return rows.filter(shown | Q(author=user.pk) if is_known(user) else shown)

    def pinned(self, on: date) -> Self:
        """Those that stand first on a day, the last of theirs included."""
        return self.filter(pinned_until__gte=on, hidden_at=None)

    def unanswered(self) -> Self:
        """Questions of which no comment is marked as the answer."""
        kind = self.model.Kind.QUESTION  # type: ignore[attr-defined]
        return self.filter(kind=kind, answer=None, hidden_at=None)
