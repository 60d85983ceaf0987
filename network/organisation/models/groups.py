"""Groups that people work together in, across units, and who belongs to them when."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile
from core.words.language import Localized
from core.words.sorting import SWEDISH
from network.organisation.models.bodies import Body
from network.organisation.models.units import Unit
from network.organisation.querysets import DatedQuerySet, in_order


class Group(models.Model):
    """A group of people, from when to when and what for: what it writes is its members' to read.

    The public reads of groups in the texts about bodies; what is here is for log-ins.
    """

    shown_to_strangers = False

    class Kind(models.TextChoices):
        """The members of the first two are of the EU network."""

        NETWORK = "network", _("the network")
        ADMINISTRATIVE = "administrative", _("administrative group")
        WORKING = "working", _("working group")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="groups")
    key = models.SlugField(_("key"))
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=Kind,
        default=Kind.WORKING,
        help_text=_(
            "Members of the network and of an administrative group read what is for the network."
        ),
    )
    name_sv = models.CharField(_("name in Swedish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    purpose_sv = models.TextField(_("purpose in Swedish"), blank=True)
    purpose_en = models.TextField(_("purpose in English"), blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)

    name = Localized()
    purpose = Localized()

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = (Collate("name_sv", SWEDISH), "pk")
        constraints = [
            models.UniqueConstraint(fields=("profile", "key"), name="unique_group_key"),
            in_order("group"),
        ]
        verbose_name = _("group of the EU work")
        verbose_name_plural = _("groups of the EU work")

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """Somebody in a group, from the first day to the last.

    Who reinforces it for one matter reads what the group writes, and is not of the network. Those
    of an administrative group are each the way in to the units and boards that they cover.
    """

    shown_to_strangers = False

    group = models.ForeignKey(
        Group,
        models.CASCADE,
        related_name="members",
        verbose_name=_("group of the EU work"),
    )
    person = models.ForeignKey(
        "core.User", models.CASCADE, related_name="group_memberships", verbose_name=_("person")
    )
    reinforces = models.BooleanField(
        _("reinforces the group"),
        default=False,
        help_text=_("For one matter and a time: reads what the group writes, no more."),
    )
    matter_sv = models.CharField(_("matter, in Swedish"), max_length=200, blank=True)
    units = models.ManyToManyField(
        Unit, blank=True, related_name="covered_by", verbose_name=_("departments and companies")
    )
    bodies = models.ManyToManyField(
        Body, blank=True, related_name="covered_by", verbose_name=_("boards")
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("to"), null=True, blank=True)
    from_claims = models.BooleanField(
        _("by the log-in at the organisation"), default=False, db_default=False, editable=False
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ("group", "person", "pk")
        constraints = [
            in_order("group_member"),
            models.CheckConstraint(
                condition=Q(reinforces=False) | (~Q(matter_sv="") & Q(ends__isnull=False)),
                name="group_member_reinforces_for_a_matter_and_a_time",
                violation_error_message=_(
                    "Whoever reinforces a group does so for a matter and to a last day."
                ),
            ),
        ]
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of groups")

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"
