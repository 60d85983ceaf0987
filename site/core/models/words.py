from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A word or phrase in one language that, found in a call, suggests something about it."""

    shown_to_strangers = False  # only what it suggests

    language = models.CharField(
        _("language"), max_length=2, choices=[("sv", _("Swedish")), ("en", _("English"))]
    )
    word = models.CharField(_("word or phrase"), max_length=100)

    class Meta:
        abstract = True
        ordering = ("language", "word")

    def __str__(self) -> str:
        return self.word
