"""Twin towns and other cooperation. The pages have prose; the facts are the records'."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.pages.models import SitePage


class TwinTownsPage(RoutablePageMixin, SitePage):
    """The map and the list; below it one address per town."""

    template = "towns/index.html"
    subpath = ""  # of the town that is asked for
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of twin towns")
        verbose_name_plural = _("pages of twin towns")

    @path("<slug:key>/", name="town")
    def town(self, request: HttpRequest, key: str) -> HttpResponse:
        """One town that the reader may see; anything else does not exist."""
        self.subpath = f"{key}/"  # so that the other language leads to the same town
        return self.render(request, template="towns/page.html", key=key)


class CooperationPage(SitePage):
    """Agreements, partnerships, memberships, arenas and awards, each with its facts."""

    template = "cooperation/page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page of cooperation")
        verbose_name_plural = _("pages of cooperation")
