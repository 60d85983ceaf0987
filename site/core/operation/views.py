"""`/healthz`: whether all is well."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.operation.health import examine


def may_see_details(request: HttpRequest) -> bool:
    """Whether the request carries HEALTH_TOKEN, as `Authorization: Bearer …` or `?token=…`."""
    header = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    sent = header or request.GET.get("token", "")
    token = settings.HEALTH_TOKEN
    return bool(token) and constant_time_compare(sent, token)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and {"status": "ok"}, or 503 and "unwell"; with the token also each check."""
    well, answers = examine()
    body: dict[str, object] = {"status": "ok" if well else "unwell"}
    if may_see_details(request):
        body["checks"] = answers
    return JsonResponse(body, status=200 if well else 503)
