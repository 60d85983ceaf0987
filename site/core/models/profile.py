"""What one municipality is: everything that differs between two sites of the same software."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Site

from core.words.language import Localized

hex_colour = RegexValidator(r"^#[0-9a-f]{6}$", _("Write a colour as # and six digits 0–9, a–f."))


class NetworkForm(models.TextChoices):
    """Who makes up the network for EU work; empty is "not stated"."""

    CONTACTS = "contacts", _("a contact person in every department and company")
    GROUP = "group", _("a group that helps the operations")
    NONE = "none", _("there is no network")


class MunicipalityProfile(ClusterableModel):
    """One per Wagtail site. An empty text is "not stated", never a guess."""

    shown_to_strangers = True

    site = models.OneToOneField(Site, models.CASCADE, related_name="profile")
    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("short name"), max_length=100)
    municipality_sv = models.CharField(_("full name in Swedish"), max_length=200)
    municipality_en = models.CharField(_("full name in English"), max_length=200)
    scb_code = models.CharField(_("municipality code"), max_length=4)
    county = models.CharField(_("county"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    colour = models.CharField(_("colour"), max_length=7, validators=[hex_colour])
    colour_dark = models.CharField(_("colour on dark"), max_length=7, validators=[hex_colour])

    headline_sv = models.CharField(_("headline in Swedish"), max_length=200)
    headline_en = models.CharField(_("headline in English"), max_length=200)
    lead_sv = models.TextField(_("lead in Swedish"), blank=True)
    lead_en = models.TextField(_("lead in English"), blank=True)
    motto_sv = models.CharField(_("motto in Swedish"), max_length=200, blank=True)
    motto_en = models.CharField(_("motto in English"), max_length=200, blank=True)
    vision_sv = models.TextField(_("vision in Swedish"), blank=True)
    vision_en = models.TextField(_("vision in English"), blank=True)
    definition_sv = models.TextField(_("own definition in Swedish"), blank=True)
    definition_en = models.TextField(_("own definition in English"), blank=True)
    goal_sv = models.TextField(_("goal in Swedish"), blank=True)
    goal_en = models.TextField(_("goal in English"), blank=True)
    review_sv = models.TextField(_("revision in Swedish"), blank=True)
    review_en = models.TextField(_("revision in English"), blank=True)
    reporting_sv = models.TextField(_("reporting in Swedish"), blank=True)
    reporting_en = models.TextField(_("reporting in English"), blank=True)

    network_name_sv = models.CharField(_("network in Swedish"), max_length=200, blank=True)
    network_name_en = models.CharField(_("network in English"), max_length=200, blank=True)
    network_note_sv = models.TextField(_("form of the network in Swedish"), blank=True)
    network_note_en = models.TextField(_("form of the network in English"), blank=True)
    network_form = models.CharField(
        _("who the network is"),
        max_length=10,
        choices=NetworkForm,
        blank=True,
        default="",
        db_default="",
    )
    approval_required = models.BooleanField(
        _("an application must be approved before it is sent"), null=True, blank=True
    )
    process_note_sv = models.TextField(_("note on the process in Swedish"), blank=True)
    process_note_en = models.TextField(_("note on the process in English"), blank=True)
    project_model = models.CharField(_("project model"), max_length=100, blank=True)

    # What partners in a project ask for. A line each in the longer ones.
    pic = models.CharField(
        _("PIC"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{9}$", _("A PIC is nine digits."))],
        help_text=_("Participant Identification Code at the EU Funding & Tenders Portal."),
    )
    oid = models.CharField(
        _("OID"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^E\d{8}$", _("An OID is E and eight digits."))],
        help_text=_("Organisation ID of Erasmus+ and the European Solidarity Corps."),
    )
    strengths_sv = models.TextField(_("strengths in Swedish"), blank=True)
    strengths_en = models.TextField(_("strengths in English"), blank=True)
    partners_sought_sv = models.TextField(_("partners sought in Swedish"), blank=True)
    partners_sought_en = models.TextField(_("partners sought in English"), blank=True)
    working_languages_sv = models.CharField(
        _("languages we work in, in Swedish"), max_length=200, blank=True
    )
    working_languages_en = models.CharField(
        _("languages we work in, in English"), max_length=200, blank=True
    )

    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.CharField(_("web"), max_length=200, blank=True)
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)

    municipality = Localized()
    headline = Localized()
    lead = Localized()
    motto = Localized()
    vision = Localized()
    definition = Localized()
    goal = Localized()
    review = Localized()
    reporting = Localized()
    network_name = Localized()
    network_note = Localized()
    process_note = Localized()
    strengths = Localized()
    partners_sought = Localized()
    working_languages = Localized()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")

    def __str__(self) -> str:
        return self.municipality_sv


class OrderedLine(models.Model):
    """A line in both languages, in an order of its own."""

    sort_order_field = "order"  # lets editors move lines up and down

    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name_sv = models.CharField(_("in Swedish"), max_length=300)
    name_en = models.CharField(_("in English"), max_length=300, blank=True)

    name = Localized()

    class Meta:
        abstract = True
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.name


class ProcessStep(OrderedLine):
    """A step on the way from idea to application."""

    shown_to_strangers = True

    profile = ParentalKey(
        MunicipalityProfile, on_delete=models.CASCADE, related_name="process_steps"
    )
    key = models.SlugField(_("key"))
    by_sv = models.CharField(_("who, in Swedish"), max_length=200, blank=True)
    by_en = models.CharField(_("who, in English"), max_length=200, blank=True)

    by = Localized()


class SupportService(OrderedLine):
    """What the coordinating unit helps applicants with."""

    shown_to_strangers = True

    profile = ParentalKey(
        MunicipalityProfile, on_delete=models.CASCADE, related_name="support_services"
    )
