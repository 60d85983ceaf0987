"""That somebody has passed a call or news on to their unit."""

from django.db import models

from core.models import User
from network.organisation.models import Unit


class PassedOn(models.Model):
    """Once a day for each record and unit, however often they click. The count stays."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, models.SET_NULL, null=True, related_name="passed_on")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="passed_on")
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    day = models.DateField()
    at = models.DateTimeField()
    mails = models.PositiveIntegerField(default=0)  # 0: passed on by themselves

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("person", "unit", "kind", "object_id", "day"), name="unique_passed_on"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.kind}:{self.object_id}"
