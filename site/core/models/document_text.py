"""What an uploaded document says, for the one search."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.media import Document


class DocumentText(models.Model):
    """The text of a document's file, and why it is not all of it where it is not."""

    shown_to_strangers = False

    class Reason(models.TextChoices):
        FORMAT = "format", _("its format is not read")
        LARGE = "large", _("the file is too large")
        LOCKED = "locked", _("it asks for a password")
        DAMAGED = "damaged", _("the file is damaged or missing")
        SLOW = "slow", _("reading it took too long")
        EMPTY = "empty", _("it has no text, only pictures")
        CUT = "cut", _("only the beginning of it was read")

    document = models.OneToOneField(
        Document, models.CASCADE, primary_key=True, related_name="contents"
    )
    file = models.CharField(max_length=255)  # the name of the file that was read
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)

    def __str__(self) -> str:
        return self.file
