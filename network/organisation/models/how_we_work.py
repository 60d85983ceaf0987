from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityScheme
from core.pages.context import profile_for
from core.pages.models import SitePage
from core.words.dates import local
from network.organisation.models.bodies import Body
from network.organisation.models.seats import Seat
from network.organisation.models.units import Unit

POLITICAL = (
    Body.Kind.COUNCIL,
    Body.Kind.PRESIDIUM,
    Body.Kind.EXECUTIVE_BOARD,
    Body.Kind.COMMITTEE,
)
TOGETHER = (Body.Kind.GROUP,)


class HowWeWorkPage(SitePage):
    """Who decides, who does and by which way: all of it from the municipality's records."""

    template = "organisation/page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page about how the work is organised")
        verbose_name_plural = _("pages about how the work is organised")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Bodies by what they are, steps and help, and every scheme with its areas."""
        context = super().get_context(request, *args, **kwargs)
        profile = profile_for(request)
        if profile:
            bodies = list(profile.bodies.all())
            context |= {
                "political": [body for body in bodies if body.kind in POLITICAL],
                "officials": [b for b in bodies if b.kind not in (*POLITICAL, *TOGETHER)],
                "groups": [body for body in bodies if body.kind in TOGETHER],
                "schemes": schemes(profile),
                "steps": list(profile.process_steps.all()),
                "services": list(profile.support_services.all()),
                "units": units(profile, local(timezone.now()).date()),
            }
        return context


def schemes(profile: MunicipalityProfile) -> list[PriorityScheme]:
    """Every set of areas the municipality has decided on; two queries."""
    return list(profile.schemes.prefetch_related("areas__successor"))


def units(profile: MunicipalityProfile, on: date) -> list[Unit]:
    """The departments and companies that there are on a day, with their seats; two queries."""
    seats = Prefetch("seats", Seat.objects.current(on))
    return list(profile.units.current(on).prefetch_related(seats))
