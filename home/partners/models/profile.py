from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _

from core.models import MunicipalityProfile, PriorityArea, User
from core.pages.context import profile_for
from core.pages.models import SitePage
from core.web.request import Request
from network.models import Award, Body, ExternalOrganisation, NetworkMembership


class PartnerProfilePage(SitePage):
    """What a partner abroad needs to know, and the form to propose something together.

    The facts are the municipality's record; an editor writes the text around them.
    """

    template = "partners/page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page for partners")
        verbose_name_plural = _("pages for partners")

    def serve(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form in the page has a note of its own for each visitor: no cache may keep it."""
        request.made_for_one = True  # read by the page cache
        response: HttpResponseBase = super().serve(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The municipality's subjects and who answers for them."""
        context = super().get_context(request, *args, **kwargs)
        profile = profile_for(request)
        if profile:
            context["areas"] = subjects(profile)
            context["coordinators"] = list(
                profile.bodies.filter(kind__in=(Body.Kind.ROLE, Body.Kind.OFFICE))
            )
            context |= membership_and_awards(profile, request.user)
        return context


def subjects(profile: MunicipalityProfile) -> list[PriorityArea]:
    """The areas that a proposal can be about, each with its contact where there is one."""
    areas = PriorityArea.objects.classifying().filter(scheme__profile=profile, successor=None)
    return list(areas.select_related("scheme", "contact__unit"))


def membership_and_awards(
    profile: MunicipalityProfile, user: User | AnonymousUser
) -> dict[str, list[Any]]:
    """The networks the municipality is a member of, and its awards, as `user` may read them."""
    own = {"profile": profile}
    memberships = NetworkMembership.objects.visible_to(user).filter(
        organisation__in=ExternalOrganisation.objects.visible_to(user), **own
    )
    return {
        "memberships": list(memberships.select_related("organisation")),
        "awards": list(Award.objects.visible_to(user).filter(**own)),
    }
