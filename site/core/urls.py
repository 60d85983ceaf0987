from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from core.access.views import not_found
from core.accounts.views import my_sessions
from core.pages.views import untranslated

account: list[URLPattern | URLResolver] = [
    # An account's e-mail address lets the identity provider's log-in in: an administrator sets it.
    path("email/", not_found, name="account_email"),
    path(_("log-ins/"), my_sessions, name="my_sessions"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
]

urlpatterns = [
    path(_("account/"), include(account)),
    path(_("not-translated/<int:pk>/"), untranslated, name="untranslated"),
]
