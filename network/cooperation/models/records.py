"""What records of cooperation share: whose they are, who reads them, how they were decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility, VisibleModel, VisibleQuerySet
from core.models import MunicipalityProfile
from core.models.imprecise import ImpreciseDateField
from network.organisation.models.bodies import Body
from network.organisation.models.units import Unit


class Record(VisibleModel):
    """A fact of one municipality; the key is stable in files and addresses."""

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="%(class)ss")
    key = models.SlugField(_("key"), help_text=_("Part of addresses that are shared."))

    objects = VisibleQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=("profile", "key"), name="unique_%(class)s_key")
        ]


class Decided(models.Model):
    """By whom, when, and where it stands in the minutes and the register."""

    decided_by = models.ForeignKey(
        Body,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_on = ImpreciseDateField(_("decided"))
    paragraph = models.CharField(_("paragraph (§)"), max_length=20, blank=True)
    dnr = models.CharField(_("reference number"), max_length=60, blank=True)

    class Meta:
        abstract = True


class Entered(Record):
    """What a unit enters itself, and an editor then makes public with one click.

    Without a state it is an editor's own. Until somebody has published it, strangers never read it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("waits for an editor")
        PUBLISHED = "published", _("published")

    visibility_unit = "unit_id"  # a draft may be the unit's alone

    state = models.CharField(
        _("state"), max_length=10, choices=State, blank=True, db_default="", editable=False
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("department or company"),
        help_text=_("Whose it is; empty is the municipality as a whole."),
    )
    represented_by = models.CharField(
        _("who represents us"),
        max_length=200,
        blank=True,
        db_default="",
        help_text=_("A role, not a person."),
    )

    class Meta(Record.Meta):
        abstract = True
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state__in=("draft", "sent"), visibility=Visibility.PUBLIC.value),
                name="%(class)s_is_public_once_published",
                violation_error_message=_("A department has entered it: publish it in the list."),
            ),
        ]

    @property
    def waits(self) -> bool:
        """Whether an editor has still to publish it."""
        return self.state == self.State.SENT
