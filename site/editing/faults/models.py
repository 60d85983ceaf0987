from django.db import models
from django.utils.translation import gettext_lazy as _


class FaultReport(models.Model):
    """What a visitor says does not work, and what became of it. It may be anonymous."""

    shown_to_strangers = False

    class State(models.TextChoices):
        NEW = "new", _("New")
        WORKING = "working", _("We are on it")
        DONE = "done", _("Settled")

    page = models.CharField(
        _("Which page?"),
        max_length=500,
        blank=True,
        help_text=_("Its address or title. Leave empty if it is about the whole site."),
    )
    fault = models.TextField(_("What does not work?"), max_length=5000)
    email = models.EmailField(
        _("Your e-mail"), blank=True, help_text=_("Only if you want an answer.")
    )
    sent_key = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    note = models.TextField(_("our note"), blank=True)

    class Meta:
        verbose_name = _("report of a fault")
        verbose_name_plural = _("reports of faults")
        ordering = ("-sent_at", "pk")

    def __str__(self) -> str:
        return self.fault[:80]
