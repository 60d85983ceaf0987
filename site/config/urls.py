"""Every address of the site: each app's own are in its modules `urls` and `root_urls`.

Those in `urls` have the language in front; those in `root_urls` are the same in every language.
What is not declared public asks for a log-in (core.web.middleware).
"""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents.views.serve import serve as serve_document

handler500 = "core.web.views.errors.server_error"
urlpatterns = [
    path("", include("core.root_urls")),  # before Wagtail's, some of which it shadows
    path("", include("network.root_urls")),
    path("", include("opportunities.root_urls")),
    path("", include("home.root_urls")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(
        r"^documents/(\d+)/(.*)$", login_not_required(serve_document), name="wagtaildocs_serve"
    ),
    *i18n_patterns(
        path("", include("core.urls")),
        path("", include("editing.urls")),
        path("", include("network.urls")),
        path("", include("opportunities.urls")),
        path("", include("home.urls")),
        # Page privacy is decided by the tree (core.access.sections), not by this view.
        re_path(
            wagtail_urls.serve_pattern,
            login_not_required(wagtail_views.serve),
            name="wagtail_serve",
        ),
    ),
]
