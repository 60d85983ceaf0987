"""Events as notices tell of them."""

from django.utils.translation import gettext_lazy as _

from network.intranet.events.following import Step
from network.intranet.events.models import Event
from network.intranet.notifications.kinds import Kind, Told

KIND = Kind(
    readable=lambda user: Event.objects.visible_to(user),
    told=lambda event: Told(event.title, event.get_absolute_url(), event.language),
    says={
        Step.CREATED: _("New meeting"),
        Step.CHANGED: _("Changed"),
        Step.CANCELLED: _("Cancelled"),
        Step.MINUTES: _("The minutes are there"),
    },
)
