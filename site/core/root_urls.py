"""Addresses that are the same in every language: for machines, and the ways in that are closed."""

from allauth.account import views as account_views
from allauth.urls import build_provider_urlpatterns
from django.urls import include, path, re_path

from core.access.views import (
    from_provider,
    login,
    not_found,
    password_reset,
    to_provider,
)
from core.admin.readable.choosers import tags
from core.files.views import serve as serve_media
from core.operation.views import healthz, metrics
from core.web.sharing.views import share_image
from core.web.views.favicon import favicon
from core.web.views.robots import robots
from core.web.views.security_txt import security_txt
from core.web.views.sitemaps import sitemap_index, sitemap_part
from core.web.views.theme import theme

# Wagtail's and Django's own ways in would get around the second factor: they lead to ours.
# Their names have to stay, since Wagtail looks them up.
shadowed = [
    path("admin/login/", login),
    path("admin/logout/", account_views.logout),
    re_path(r"^admin/password_reset/(.*)$", password_reset),
    path("django-admin/login/", login),
    path("_util/login/", login, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:restriction>/<int:page>/",
        not_found,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "documents/authenticate_with_password/<int:restriction>/",
        not_found,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("accounts/login/", login),
]

# What Wagtail and wagtail-localize answer there is asked of no right and no limit.
narrowed = [
    path("admin/tag-autocomplete/", tags),
    path("admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/", tags),
    re_path(r"^admin/localize/api/snippets/", not_found),
]

urlpatterns = [
    *shadowed,
    *narrowed,
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap_part"),
    path("theme/<slug:digest>.css", theme, name="theme"),
    path("share/<slug:name>.png", share_image, name="share_image"),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("media/<path:name>", serve_media, name="media"),
    # What the identity provider calls back has to be one address, since it is registered there.
    path("accounts/oidc/<slug:provider_id>/login/", to_provider),
    path("accounts/oidc/<slug:provider_id>/login/callback/", from_provider),
    path("accounts/", include(build_provider_urlpatterns())),
]
