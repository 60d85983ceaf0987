from datetime import date

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea
from core.words.language import LANGUAGES, Localized
from network.models import Unit
from opportunities.models import Programme

# Without what is easily taken for something else when it is read aloud: 0 and O, 1, I and L.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class SubjectContact(models.Model):
    """Who answers for a subject: a role and its address, to which proposals about it go."""

    shown_to_strangers = True

    area = models.OneToOneField(
        PriorityArea,
        models.CASCADE,
        related_name="contact",
        verbose_name=_("priority area"),
    )
    unit = models.ForeignKey(
        Unit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="subjects",
        verbose_name=_("department or company"),
    )
    role_sv = models.CharField(
        _("department or role in Swedish"), max_length=200, help_text=_("Not a person's name.")
    )
    role_en = models.CharField(_("department or role in English"), max_length=200)
    email = models.EmailField(
        _("e-mail"), help_text=_("An address of the department or role, not a person's own.")
    )

    role = Localized()

    class Meta:
        ordering = ("area__scheme__order", "area__order", "pk")
        verbose_name = _("contact for a subject")
        verbose_name_plural = _("contacts for subjects")

    def __str__(self) -> str:
        return f"{self.area}: {self.role}"


def new_reference(day: date) -> str:
    """What the sender can refer to; nobody can guess another's."""
    return f"P{day:%Y}-{get_random_string(8, LETTERS)}"


class PartnerProposal(models.Model):
    """What somebody abroad proposes to do together: a public record, deleted by hand alone."""

    shown_to_strangers = False

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality or city")
        REGION = "region", _("region or other public authority")
        EDUCATION = "education", _("school, university or research institute")
        ASSOCIATION = "association", _("association or foundation")
        COMPANY = "company", _("company")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        NEW = "new", _("new")
        FORWARDED = "forwarded", _("forwarded")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="proposals")
    reference = models.CharField(_("reference number"), max_length=20, unique=True)
    # The same form sent twice is one proposal.
    sent_key = models.CharField(max_length=64, unique=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    language = models.CharField(_("language"), max_length=2, choices=[(c, c) for c in LANGUAGES])

    organisation = models.CharField(_("organisation"), max_length=200)
    country = models.CharField(_("country"), max_length=100)
    kind = models.CharField(_("type of organisation"), max_length=20, choices=Kind)
    contact_role = models.CharField(_("role of the contact person"), max_length=200)
    email = models.EmailField(_("e-mail"))
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, verbose_name=_("programme")
    )
    area = models.ForeignKey(
        PriorityArea, models.SET_NULL, null=True, blank=True, verbose_name=_("subject")
    )
    text = models.TextField(_("proposal"), max_length=5000)
    answer_by = models.DateField(_("answer needed by"), null=True, blank=True)

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    routed_to = models.EmailField(_("sent on to"), blank=True)
    note = models.TextField(
        _("internal note"), blank=True, help_text=_("Not sent to anybody. A public record too.")
    )
    answer = models.TextField(_("answer"), blank=True, max_length=5000)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Empty while the mail server has not taken the answer.
    mailed_at = models.DateTimeField(_("answer sent"), null=True, blank=True)

    class Meta:
        ordering = ("-received_at", "-pk")
        indexes = [models.Index(fields=("status", "-received_at"), name="proposals_by_status")]
        verbose_name = _("proposal from a partner")
        verbose_name_plural = _("proposals from partners")

    def __str__(self) -> str:
        return f"{self.reference} {self.organisation}"
