"""The colours of the municipality whose site was asked for."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from core.pages.context import profile_for
from core.web.colours import stylesheet_for
from core.web.request import accepted_encoding

YEAR = 31_536_000


@login_not_required
@require_safe
def theme(request: HttpRequest, digest: str) -> HttpResponse:
    """Kept for a year under the address with its digest; an old address is not kept at all."""
    sheet = stylesheet_for(profile_for(request))
    encoding = accepted_encoding(request, [*sheet.encoded])
    body = sheet.encoded[encoding] if encoding else sheet.plain
    response = HttpResponse(body, content_type="text/css; charset=utf-8")
    if encoding:
        response["Content-Encoding"] = encoding
    patch_vary_headers(response, ["Accept-Encoding"])
    current = digest == sheet.digest
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if current else "no-cache"
    return response
