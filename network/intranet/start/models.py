"""When somebody has last looked at what is new."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LastVisit(models.Model):
    """Of the intranet's start page; what was posted since is new to them."""

    shown_to_strangers = False
    sort_name = _("visits to the intranet")

    person = models.OneToOneField("core.User", models.CASCADE, related_name="last_visit")
    at = models.DateTimeField()

    class Meta:
        ordering = ("person",)

    def __str__(self) -> str:
        return f"{self.person_id}"
