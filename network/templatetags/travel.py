"""Rules for travel in a template."""

from django import template
from django.db.models import QuerySet

from network.cooperation.models import TravelRule

register = template.Library()


@register.simple_tag
def travel_rules() -> QuerySet[TravelRule]:
    """Those of the municipality, with who decided them."""
    return TravelRule.objects.select_related("decided_by")
