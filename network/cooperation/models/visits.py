"""Requests for a visit, as the form brings them in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea


class VisitRequest(models.Model):
    """Somebody abroad who wants to come, and what became of it."""

    shown_to_strangers = False

    class Status(models.TextChoices):
        NEW = "new", _("new")
        IN_HAND = "in_hand", _("being looked at")
        ANSWERED = "answered", _("answered: welcome")
        DECLINED = "declined", _("answered: not possible")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="visit_requests")
    sent_key = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    language = models.CharField(_("language"), max_length=2, editable=False)
    organisation = models.CharField(_("organisation"), max_length=200)
    country = models.CharField(_("country"), max_length=100)
    role = models.CharField(_("your role"), max_length=200)
    email = models.EmailField(_("e-mail"))
    dates = models.CharField(_("dates wished for"), max_length=200)
    area = models.ForeignKey(
        PriorityArea,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
    )
    subject = models.CharField(_("what the visit is about"), max_length=200)
    people = models.PositiveSmallIntegerField(_("number of people"))
    message = models.TextField(_("message"), max_length=5000, blank=True)
    routed_to = models.EmailField(_("sent on to"), blank=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("What was answered, when and by which role.")
    )

    class Meta:
        ordering = ("-sent_at", "pk")
        verbose_name = _("request for a visit")
        verbose_name_plural = _("requests for a visit")

    def __str__(self) -> str:
        return f"{self.organisation}, {self.country}"
