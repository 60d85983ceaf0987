"""When somebody has last looked at what is new."""

from django.db import models


class LastVisit(models.Model):
    """Of the intranet's start page; what was posted since is new to them."""

    shown_to_strangers = False

    person = models.OneToOneField("core.User", models.CASCADE, related_name="last_visit")
    at = models.DateTimeField()

    class Meta:
        ordering = ("person",)

    def __str__(self) -> str:
        return f"{self.person_id}"
