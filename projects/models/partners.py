from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from core.words.countries import choices, country_name
from projects.models.projects import Project


class ProjectPartner(models.Model):
    """Somebody the project is done with; what the source does not say of them stays empty."""

    shown_to_strangers = "project"

    sort_order_field = "order"  # lets editors move lines up and down

    project = ParentalKey(Project, on_delete=models.CASCADE, related_name="partners")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("name"), max_length=200)
    town = models.CharField(_("town"), max_length=100, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=choices, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_lead = models.BooleanField(_("leads the project"), default=False)

    class Meta:
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("project",), condition=Q(is_lead=True), name="one_lead_partner"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,  # of what is null a database does not say no
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="partner_has_a_whole_place",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    @property
    def country_name(self) -> str:
        """The country in the reader's language; empty where it is not stated."""
        return country_name(self.country)
