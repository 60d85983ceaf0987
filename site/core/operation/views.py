"""`/healthz`: whether the site is alive, and whether it is well. `/metrics`: how much it does."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.operation.health import examine
from core.operation.watching.metrics import CONTENT_TYPE, exposition

UNAUTHORIZED, FORBIDDEN, UNAVAILABLE = 401, 403, 503


def bearer(request: HttpRequest) -> str:
    """The token of `Authorization: Bearer …`, or nothing."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def has_token(sent: str, token: str) -> bool:
    """Whether what was sent is the token that is set, told by no difference in time."""
    return bool(token) and constant_time_compare(sent, token)


def is_staff(request: HttpRequest) -> bool:
    """Whether somebody is logged in who has access to the admin; nobody has without a database."""
    try:
        user = request.user
        return user.is_authenticated and user.may_use_admin
    except DatabaseError:
        return False


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive: 200 and {"status": "ok"} from memory alone, whatever the database and the disk do.

    With `?full=1`, or a token that is right, also each check, and 503 where public pages suffer:
    for HEALTH_TOKEN, as `Authorization: Bearer …` or `?token=…`, or who has access to the admin.
    """
    sent = bearer(request) or request.GET.get("token", "")
    knows_token = has_token(sent, settings.HEALTH_TOKEN)
    asked = request.GET.get("full", "") not in ("", "0")
    if not knows_token and not asked:
        return JsonResponse({"status": "ok"})
    if not knows_token and not is_staff(request):
        sentence = "full=1 is for HEALTH_TOKEN, or for whoever is logged in to the admin."
        return JsonResponse({"error": sentence}, status=FORBIDDEN)
    well, answers = examine()
    body = {"status": "ok" if well else "unwell", "checks": answers}
    return JsonResponse(body, status=200 if well else UNAVAILABLE)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads, for METRICS_TOKEN as bearer; where none is set it is not there."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound()
    if not has_token(bearer(request), settings.METRICS_TOKEN):
        headers = {"WWW-Authenticate": "Bearer"}
        return HttpResponse(
            "METRICS_TOKEN as bearer is needed.\n", "text/plain", UNAUTHORIZED, headers=headers
        )
    return HttpResponse(exposition(), content_type=CONTENT_TYPE)
