"""The account pages, in the reader's language; and what the identity provider calls back.

A callback has to be the same address in both languages, since it is registered at the provider.
"""

from allauth.urls import build_provider_urlpatterns
from django.urls import include, path

from core.views.login import not_found

urlpatterns = [
    # An account's e-mail address lets the identity provider's log-in in: an administrator sets it.
    path("email/", not_found, name="account_email"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
]
callbacks = build_provider_urlpatterns()
