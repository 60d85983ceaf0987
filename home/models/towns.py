"""Twin towns and other cooperation. The pages have prose; the facts are the records'."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.context import profile_for
from core.sections import visible_pages
from home.models.base import SitePage
from network.models import (
    Agreement,
    Award,
    Exchange,
    ExternalOrganisation,
    NetworkMembership,
    TwinTown,
)
from network.towns import by_status, readable
from network.twin_map import twin_map


class TwinTownsPage(RoutablePageMixin, SitePage):
    """The map and the list; below it one address per town."""

    template = "pages/twin_towns.html"
    subpath = ""  # of the town that is asked for
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of twin towns")
        verbose_name_plural = _("pages of twin towns")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The towns that the reader may see, by status, and the map of them."""
        context = super().get_context(request, *args, **kwargs)
        if self.subpath:
            context["trail"].append(self)
            return context
        profile = profile_for(request)
        towns = readable(profile, request.user) if profile else []
        others = CooperationPage.objects.filter(locale=self.locale)
        context["cooperation"] = visible_pages(request.user, among=others).first()
        context["base"] = self.get_url(request)
        context["groups"] = by_status(towns)
        context["map"] = twin_map(profile, towns) if profile else None
        context["answering"] = profile.bodies.filter(towns__in=towns).distinct() if profile else []
        return context

    @path("<slug:key>/", name="town")
    def town(self, request: HttpRequest, key: str) -> HttpResponse:
        """One town that the reader may see; anything else does not exist."""
        self.subpath = f"{key}/"  # so that the other language leads to the same town
        profile, user = profile_for(request), request.user
        towns = TwinTown.objects.visible_to(user).filter(profile=profile, key=key)
        town = (
            towns.select_related("decided_by", "responsible", "contact__unit", "contact__body")
            .prefetch_related(
                "areas",
                "changes__decided_by",
                Prefetch(
                    "agreements",
                    Agreement.objects.visible_to(user).select_related("decided_by", "ended_by"),
                ),
                Prefetch("exchanges", Exchange.objects.visible_to(user).prefetch_related("areas")),
            )
            .first()
        )
        if town is None:
            raise Http404
        return self.render(
            request,
            template="pages/twin_town.html",
            context_overrides={"town": town},
        )


class CooperationPage(SitePage):
    """Agreements, partnerships, memberships, arenas and awards, each with what is known of it."""

    template = "pages/cooperation.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of cooperation")
        verbose_name_plural = _("pages of cooperation")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the reader may see of each register."""
        context = super().get_context(request, *args, **kwargs)
        user = request.user
        own = {"profile": profile_for(request)}
        agreements = list(
            Agreement.objects.visible_to(user)
            .filter(**own)
            .select_related("town", "organisation", "decided_by", "ended_by")
        )
        kind = Agreement.Kind
        organisations = list(ExternalOrganisation.objects.visible_to(user).filter(**own))
        memberships = NetworkMembership.objects.visible_to(user).filter(**own)
        exchanges = Exchange.objects.visible_to(user).filter(**own, town=None)
        return context | {
            "agreements": [a for a in agreements if a.kind != kind.PARTNERSHIP],
            "partnerships": [a for a in agreements if a.kind == kind.PARTNERSHIP],
            "arenas": [o for o in organisations if o.kind != o.Kind.PARTNER],
            "partners": [o for o in organisations if o.kind == o.Kind.PARTNER],
            "memberships": list(memberships.select_related("organisation", "decided_by")),
            "exchanges": list(exchanges.select_related("organisation").prefetch_related("areas")),
            "awards": list(Award.objects.visible_to(user).filter(**own)),
        }
