"""What the identity provider's word on a person gives them here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.organisation.models import Group, Seat, Unit

TARGETS = ("seat", "unit", "group")


def _exactly_one() -> Q:
    """A condition: one of TARGETS is named, and no other."""
    found = Q()
    for named in TARGETS:
        found |= Q(**{f"{target}__isnull": target != named for target in TARGETS})
    return found


class ClaimRule(models.Model):
    """Whoever the provider says this of holds a seat, works in a unit or is in a group."""

    shown_to_strangers = False

    claim = models.CharField(
        _("claim"),
        max_length=100,
        help_text=_(
            "What the identity provider calls it, such as groups or department; a part of a claim "
            "after a full stop, as in realm_access.roles."
        ),
    )
    value = models.CharField(
        _("value"),
        max_length=200,
        help_text=_("As it stands there, letter by letter. Of a list, one of its values."),
    )
    seat = models.ForeignKey(
        Seat,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="claim_rules",
        verbose_name=_("holds the seat"),
    )
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="claim_rules",
        verbose_name=_("works in"),
    )
    group = models.ForeignKey(
        Group,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="claim_rules",
        verbose_name=_("is a member of"),
    )

    class Meta:
        ordering = ("claim", "value", "pk")
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one(),
                name="claim_rule_gives_one_thing",
                violation_error_message=_("Choose a seat, a department or a group: one of them."),
            ),
            *(
                models.UniqueConstraint(
                    fields=("claim", "value", target),
                    name=f"unique_claim_rule_for_{target}",
                    violation_error_message=_("There is such a rule already."),
                )
                for target in TARGETS
            ),
        ]
        verbose_name = _("rule for the log-in at the organisation")
        verbose_name_plural = _("rules for the log-in at the organisation")

    def __str__(self) -> str:
        return f"{self.claim} = {self.value}: {self.target}"

    @property
    def target(self) -> Seat | Unit | Group | None:
        """What it gives."""
        return self.seat or self.unit or self.group
