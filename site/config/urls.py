"""Every address of the site. What is not declared public asks for a log-in (core.middleware)."""

from allauth.account import views as account_views
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document

from core import account_urls, health, media
from core.sitemaps import sitemap_index, sitemap_part
from core.views import login
from core.views.favicon import favicon
from core.views.robots import robots
from core.views.theme import theme
from core.views.untranslated import untranslated
from home import feeds
from home.views import areas, faults, proposals
from opportunities.views import api

# Wagtail's and Django's own ways in would get around the second factor: they lead to ours.
# Their names have to stay, since Wagtail looks them up.
shadowed = [
    path("admin/login/", login.login),
    path("admin/logout/", account_views.logout),
    re_path(r"^admin/password_reset/(.*)$", login.password_reset),
    path("django-admin/login/", login.login),
    path("_util/login/", login.login, name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:restriction>/<int:page>/",
        login.not_found,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "documents/authenticate_with_password/<int:restriction>/",
        login.not_found,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("accounts/login/", login.login),
]

urlpatterns = [
    *shadowed,
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_part, name="sitemap_part"),
    path("theme/<slug:digest>.css", theme, name="theme"),
    path("healthz", health.healthz, name="healthz"),
    path("api/calls/", api.calls, name="api_calls"),
    path("admin/", include(wagtailadmin_urls)),
    re_path(
        r"^documents/(\d+)/(.*)$", login_not_required(serve_document), name="wagtaildocs_serve"
    ),
    path("media/<path:name>", media.serve, name="media"),
    path("accounts/", include(account_urls.callbacks)),
    *feeds.urlpatterns,
]
urlpatterns += i18n_patterns(
    path(_("account/"), include(account_urls)),
    path(_("calls/"), include("opportunities.urls")),
    path(_("partner-proposal/"), proposals.propose, name="propose"),
    path(_("partner-proposal/<slug:reference>/"), proposals.sent, name="proposal_sent"),
    path(_("search/"), include("home.sitesearch.urls")),
    path(_("report-a-fault/"), faults.report, name="report_fault"),
    path(_("not-translated/<int:pk>/"), untranslated, name="untranslated"),
    path(_("programmes/"), include("opportunities.programme_urls")),
    path(_("areas/"), areas.area_overview, name="areas"),
    path(_("areas/<slug:slug>/"), areas.area_page, name="area"),
    path(_("visit/"), include("network.urls")),
    # Page privacy is decided by the tree (core.sections), not by this view.
    re_path(
        wagtail_urls.serve_pattern,
        login_not_required(wagtail_views.serve),
        name="wagtail_serve",
    ),
)
