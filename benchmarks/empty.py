"""A Django site with one view that answers at once: what the framework itself can do."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """The shortest possible answer."""
    return HttpResponse("ok")


urlpatterns = [path("", nothing)]

if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="measured")
application = get_wsgi_application()
