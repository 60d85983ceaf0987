"""Who may read what, decided in this module alone.

A record says which class of readers it has; a reader has a standing. Both are turned into
tokens, and a reader may read what shares a token with them, so that one rule serves a database
filter, a single record and a search index in any engine. Pages get theirs from the tree
(core.access.sections).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TypeGuard

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.once import of_reader
from core.registry import Registry

if TYPE_CHECKING:
    from core.models.users import User

log = logging.getLogger(__name__)


class Visibility(models.TextChoices):
    """Who reads a record, besides its author and superusers."""

    PUBLIC = "public", _("Everybody")
    STAFF = "staff", _("Everybody who is logged in")
    DEPARTMENT = "department", _("The department")
    NETWORK = "network", _("The EU network")
    GROUP = "group", _("The group")
    COORDINATION = "coordination", _("Coordinators of the EU work")


# What each unit and each group reads of its own: `unit:5`, in the model's `visibility_unit`.
OWN = {Visibility.DEPARTMENT: "unit", Visibility.GROUP: "group"}


# What a form says of a class of readers behind its name, such as how many they are; None where the
# class is not to be chosen. Network knows of both, and registers it here.
offers: Registry[Callable[[str], str | None]] = Registry("what is said of readers")


class _Readers(forms.Select):
    """Offers what a record may have; what is stored stays to be chosen, whatever it is."""

    without: frozenset[str] = frozenset()

    def optgroups(self, *args: Any, **options: Any) -> Any:
        kept = []
        for group in super().optgroups(*args, **options):
            option = group[1][0]
            said = [offer(option["value"]) for _name, offer in offers if option["value"]]
            if option["selected"] or not (None in said or option["value"] in self.without):
                option["label"] = "".join([str(option["label"]), *filter(None, said)])
                kept.append(group)
        return kept


class VisibilityField(models.CharField):
    """Forms offer the readers of a unit or a group to records that belong to one."""

    def formfield(self, **options: Any) -> Any:
        widget = _Readers()
        places = {own: f"visibility_{place}" for own, place in OWN.items()}
        without = {own for own, place in places.items() if not getattr(self.model, place, None)}
        widget.without = frozenset(without)
        options.setdefault("widget", widget)
        return super().formfield(**options)

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


@dataclass(frozen=True)
class Standing:
    """What a logged-in person is in the organisation, as far as reading goes."""

    units: frozenset[int] = field(default_factory=frozenset)
    in_network: bool = False
    coordinates: bool = False
    groups: frozenset[int] = field(default_factory=frozenset)

    def __or__(self, other: "Standing") -> "Standing":
        return Standing(
            self.units | other.units,
            self.in_network or other.in_network,
            self.coordinates or other.coordinates,
            self.groups | other.groups,
        )


# Which units and seats a person has is in network's tables: it registers what reads them here.
standings: Registry[Callable[["User"], Standing]] = Registry("reader of standings")


def is_known(user: "User | AnonymousUser") -> "TypeGuard[User]":
    """Logged in and not deactivated: whoever else asks reads as a stranger."""
    return bool(user.is_authenticated and user.is_active)


@of_reader
def standing_of(user: "User | AnonymousUser") -> Standing:
    """The standing of `user` now; none for a stranger and for a deactivated person."""
    result = Standing()
    if is_known(user):
        for _name, read in standings:
            result |= read(user)
    return result


def reads_all(user: "User | AnonymousUser") -> bool:
    """A superuser reads everything."""
    return is_known(user) and user.is_superuser


def tokens_of(user: "User | AnonymousUser") -> frozenset[str]:
    """What `user` may read, as tokens; `reads_all` is for the caller to ask first."""
    tokens = {Visibility.PUBLIC.value}
    if is_known(user):
        tokens |= {Visibility.STAFF.value, f"author:{user.pk}"}
        standing = standing_of(user)
        tokens |= {f"unit:{pk}" for pk in standing.units}
        tokens |= {f"group:{pk}" for pk in standing.groups}
        if standing.in_network or standing.coordinates:
            tokens.add(Visibility.NETWORK.value)
        if standing.coordinates:
            tokens |= {Visibility.COORDINATION.value, *(own.value for own in OWN)}
    return frozenset(tokens)


def readers_of(
    visibility: str, *, unit: int | None = None, group: int | None = None, author: int | None = None
) -> frozenset[str]:
    """The tokens of who may read a record: of this class, unit, group, author (primary keys)."""
    tokens = {str(visibility)}
    if visibility == Visibility.DEPARTMENT and unit is not None:
        tokens.add(f"unit:{unit}")
    if visibility == Visibility.GROUP and group is not None:
        tokens.add(f"group:{group}")
    if author is not None:
        tokens.add(f"author:{author}")
    return frozenset(tokens)


class VisibleQuerySet(models.QuerySet):
    """Rows of a model that carries a visibility."""

    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Only what `user` may read: the rows of which `can_view` says yes."""
        if reads_all(user):
            return self.all()
        tokens = tokens_of(user)
        readable = Q(visibility__in=[value for value in Visibility.values if value in tokens])
        if is_known(user):
            readable |= Q(author=user.pk)
        for own, place in OWN.items():
            keys = [int(token.split(":")[1]) for token in tokens if token.startswith(f"{place}:")]
            attribute = getattr(self.model, f"visibility_{place}", None)
            if keys and attribute:
                readable |= Q(visibility=own, **{f"{attribute}__in": keys})
        return self.filter(readable)


class VisibleModel(models.Model):
    """A record that carries a visibility.

    A model that belongs to a unit or a group says in `visibility_unit`, `visibility_group` which
    attribute is its primary key, for example "unit_id".
    """

    visibility_unit: str | None = None
    visibility_group: str | None = None

    visibility = VisibilityField(
        _("who may read"), max_length=12, choices=Visibility, default=Visibility.PUBLIC
    )
    author = models.ForeignKey(
        "core.User",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("author"),
    )

    class Meta:
        abstract = True

    @property
    def shown_to_strangers(self) -> bool:
        """Whether strangers read this record (core.access.strangers)."""
        return self.visibility == Visibility.PUBLIC

    @property
    def readers(self) -> frozenset[str]:
        """The tokens of those who may read this record."""
        unit = getattr(self, self.visibility_unit) if self.visibility_unit else None
        group = getattr(self, self.visibility_group) if self.visibility_group else None
        return readers_of(self.visibility, unit=unit, group=group, author=self.author_id)


def log_superuser(user: "User | AnonymousUser", obj: models.Model) -> None:
    """Note that a superuser read what only that right opened."""
    log.info("superuser %s read %s %s", user.pk, obj._meta.label, obj.pk)


def can_view(user: "User | AnonymousUser", obj: VisibleModel) -> bool:
    """Whether `user` may read `obj`; what only a superuser's right opens is logged."""
    # Without a look at who is asking: a public file then needs no session and can be cached.
    if obj.visibility == Visibility.PUBLIC:
        return True
    if tokens_of(user) & obj.readers:
        return True
    if reads_all(user):
        log_superuser(user, obj)
        return True
    return False


def reads_network(user: "User | AnonymousUser") -> bool:
    """Whether `user` may read what is for the network alone."""
    return reads_all(user) or Visibility.NETWORK in tokens_of(user)
