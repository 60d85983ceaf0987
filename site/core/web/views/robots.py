"""`/robots.txt`: what there is no reason to read by machine, and where the list of pages is."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.words.language import LANGUAGES


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Closed are the admin and log-in; a page that must not be read is closed by itself."""
    closed = [reverse("wagtailadmin_home"), "/accounts/"]
    for code in LANGUAGES:
        with override(code):
            closed.append(reverse("account_login").rpartition("login/")[0])
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in dict.fromkeys(closed))]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
