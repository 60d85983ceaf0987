"""What can be hidden: by whom, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import User


class Hideable(models.Model):
    """Read by its author and by the coordination alone for as long as it is hidden."""

    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("hidden by"),
    )
    hidden_reason = models.TextField(
        _("why it was hidden"), blank=True, default="", db_default="", editable=False
    )

    class Meta:
        abstract = True
