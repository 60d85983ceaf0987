"""`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness of this site."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.words.language import LANGUAGES

LASTS = timedelta(days=180)  # the standard asks for less than a year


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """There is none where SECURITY_CONTACT names nobody.

    It runs out half a year after the day on which it is read, so that nobody has to renew it.
    """
    if not settings.SECURITY_CONTACT:
        raise Http404
    until = timezone.now().astimezone(UTC).date() + LASTS
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat()}T00:00:00Z",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{reverse('security_txt')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
