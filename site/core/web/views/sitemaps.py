"""The sitemap in parts, each of which an app registers."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.web.sitemaps import sitemaps


@login_not_required
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The list of parts."""
    return views.index(request, dict(sitemaps), sitemap_url_name="sitemap_part")


@login_not_required
@require_safe
def sitemap_part(request: HttpRequest, section: str) -> HttpResponse:
    """One part, or the chunk of it that `?p=` says; 404 where there is none."""
    return views.sitemap(request, dict(sitemaps), section=section)
