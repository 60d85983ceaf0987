"""The picture for links to the site that are shared elsewhere."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.pages.context import profile_for
from core.web.sharing.image import name_for, picture
from core.words.language import LANGUAGES

YEAR = 31_536_000


@login_not_required
@require_safe
def share_image(request: HttpRequest, name: str) -> HttpResponse:
    """Kept for a year under the name of what is in it; an old name gets the picture of today."""
    language = name.partition("-")[0]
    if language not in LANGUAGES:
        raise Http404
    profile = profile_for(request)
    response = HttpResponse(picture(profile, language), content_type="image/png")
    now = name == name_for(profile, language)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable" if now else "no-cache"
    return response
