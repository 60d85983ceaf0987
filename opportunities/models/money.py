from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.web import content_version


class ExchangeRate(models.Model):
    """What one euro cost on a day: the figure behind every "about … kronor"."""

    shown_to_strangers = True

    currency = models.CharField(_("currency"), max_length=3, default="SEK")
    rate = models.DecimalField(_("for one euro"), max_digits=12, decimal_places=4)
    date = models.DateField(_("on"))
    source = models.CharField(_("source"), max_length=100)

    class Meta:
        ordering = ("-date", "currency")
        get_latest_by = "date"
        constraints = [
            models.UniqueConstraint(fields=("currency", "date"), name="unique_rate_per_day")
        ]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")

    def __str__(self) -> str:
        return f"1 EUR = {self.rate} {self.currency} ({self.date})"

    @classmethod
    def current(cls) -> "ExchangeRate | None":
        """The latest one of kronor; it is kept until what strangers read changes."""
        return content_version.kept("exchange-rate", cls.objects.filter(currency="SEK").first)

    def convert(self, euros: Decimal) -> Decimal:
        """`euros` in this currency."""
        return euros * self.rate
