"""Who has confirmed that they have read what asks for it, and the days on which it was reminded."""

from django.db import models

from core.models import User
from network.intranet.posts.models import Post


class ReadingConfirmed(models.Model):
    """That somebody says that they have read a post."""

    shown_to_strangers = False
    read_with = "post"
    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, models.CASCADE, related_name="readings")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = [
            models.UniqueConstraint(fields=("post", "person"), name="unique_reading_confirmed")
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.post_id}"


class ReadingReminder(models.Model):
    """That those who had not read a post were reminded: once a day at most."""

    shown_to_strangers = False
    read_with = "post"
    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, models.CASCADE, related_name="reading_reminders")
    day = models.DateField()

    class Meta:
        ordering = ("day", "pk")
        constraints = [
            models.UniqueConstraint(fields=("post", "day"), name="unique_reading_reminder")
        ]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.day}"
