"""What a call is about and for whom: suggested by a rule, decided by an editor."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.models import Audience, PriorityArea
from core.models.words import Word
from opportunities.querysets import LinkQuerySet


class Origin(models.TextChoices):
    RULE = "rule", _("suggested by the words found")
    EDITOR = "editor", _("chosen by an editor")


class Link(models.Model):
    """A suggested or chosen link from a call, with the words that were the reason."""

    shown_to_strangers = "call"

    origin = models.CharField(_("origin"), max_length=10, choices=Origin, default=Origin.EDITOR)
    rejected = models.BooleanField(_("does not fit"), default=False)
    words = models.JSONField(_("words found"), default=list, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True


class CallPriority(Link):
    call = ParentalKey(
        "opportunities.Call", on_delete=models.CASCADE, related_name="priority_links"
    )
    area = models.ForeignKey(PriorityArea, models.CASCADE, related_name="call_links")

    class Meta:
        ordering = ("area__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("call", "area"), name="unique_call_priority")
        ]
        verbose_name = _("priority area of a call")
        verbose_name_plural = _("priority areas of calls")

    def __str__(self) -> str:
        return str(self.area)


class CallAudience(Link):
    call = ParentalKey(
        "opportunities.Call", on_delete=models.CASCADE, related_name="audience_links"
    )
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="call_links")

    class Meta:
        ordering = ("audience__order", "pk")
        constraints = [
            models.UniqueConstraint(fields=("call", "audience"), name="unique_call_audience")
        ]
        verbose_name = _("audience of a call")
        verbose_name_plural = _("audiences of calls")

    def __str__(self) -> str:
        return str(self.audience)


class AudienceWord(Word):
    """A word or phrase that suggests who may apply when a call's text has it."""

    audience = ParentalKey(Audience, on_delete=models.CASCADE, related_name="words")

    class Meta(Word.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=("audience", "language", "word"), name="unique_audience_word"
            )
        ]
        verbose_name = _("word for an audience")
        verbose_name_plural = _("words for audiences")
