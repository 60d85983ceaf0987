"""Settings shared by every environment; what differs comes from it (docs/operations.md)."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import databases, inline_scripts, oidc
from config.apps import APPS
from config.caches import optional

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var"

env = environ.Env()
environ.Env.read_env(ROOT / ".env")

# Where the site is, for whoever reads it. Where nothing is set (development), it is where it was
# asked for; what is written outside a request names the usual place.
BASE_URL = env("BASE_URL", default="").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL or "http://127.0.0.1:8000"

INSTALLED_APPS = [
    *reversed(APPS),  # the last one's templates and commands come first
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "core.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "post_office",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.operation.watching.middleware.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.web.middleware.ContentSecurityPolicyMiddleware",
    "core.web.middleware.ReadableRequestMiddleware",
    "core.web.middleware.OwnAddressMiddleware",
    "core.web.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.web.logged_in.SessionUseMiddleware",
    "core.web.logged_in.SecurityEventsMiddleware",
    # Every view is closed unless it says @login_not_required.
    "core.web.middleware.ClosedByDefaultMiddleware",
    "core.web.logged_in.SecondFactorMiddleware",
    "core.web.middleware.AdminAccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.web.middleware.ReadableRedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "core.web.template_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.pages.context.municipality",
            ],
        },
    }
]

# Data -------------------------------------------------------------------------------------------

DATABASES = {"default": databases.database(env, f"sqlite:///{VAR / 'omvarld.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": optional("default", env.cache("CACHE_URL", default="locmemcache://")),
    # Pages as strangers see them (core.web.page_cache), apart from what they must not push out.
    "pages": optional(
        "pages",
        {**env.cache("CACHE_URL", default="locmemcache://pages"), "KEY_PREFIX": "pages"},
    ),
    # Calls as lists show them, in the memory of each process: some 2 kB each.
    "lines": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "lines",
        "OPTIONS": {"MAX_ENTRIES": 6000},
    },
}
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=3600)  # at most; 0: nothing is kept
PAGE_MAX_AGE = 0  # seconds in which browsers and proxies need not ask again
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
STATICFILES_FINDERS = [
    "core.web.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STYLESHEET_ROOT = VAR / "stylesheet"  # where the one style sheet is assembled
MEDIA_URL = "/media/"
MEDIA_ROOT = env("MEDIA_ROOT", default=str(VAR / "media"))
FOLDERS_MUST_EXIST = False  # where one is missing, is its disk? (core.files.folders)

# Backups that `tick` makes: where, and how many of days, weeks and months stay.
BACKUP_ROOT = env("BACKUP_ROOT", default="")
BACKUP_KEEP = env.list("BACKUP_KEEP", cast=int, default=[7, 4, 12])

# Language and time ------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "site" / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

# Who is who -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
# One alone: each would cost a hash of its own (core.access.backends).
AUTHENTICATION_BACKENDS = ["core.access.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "core.access.accounts.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "core.access.accounts.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "change_password": "core.accounts.guesses.ChangePasswordForm",
    "reset_password": "core.accounts.resets.ResetPasswordForm",
}
# Besides allauth's own. A whole town hall may come from one address; how often an account is
# guessed at is counted by core.accounts.guesses.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip"}
PUBLIC_FORMS_AN_HOUR = 5  # messages of one form from one connection (core.web.sent_forms)
# Whether who may use the admin needs a second factor (core.web.logged_in): production says yes.
MFA_REQUIRED = False
MFA_ADAPTER = "core.accounts.second_factor.MFAAdapter"
MFA_FORMS = {
    "authenticate": "core.accounts.guesses.AuthenticateForm",
    "reauthenticate": "core.accounts.guesses.ReauthenticateForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are an administrator's: core.accounts.addresses
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Omvärld"
# A link and not a form: `form-action 'self'` would stop the way on to the identity provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = oidc.provider(env)
# How often the provider is asked whether it still knows who is logged in; 0: at log-ins alone.
OIDC_ASK_SECONDS = env.int("OIDC_ASK_SECONDS", default=5 * 60)
SOCIALACCOUNT_STORE_TOKENS = True  # encrypted: core.accounts.provider

# Behind a proxy the visitor's address is that many hops back in X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# Mail and work for later -------------------------------------------------------------------------

EMAIL_CONFIG = env.email_url_config(env("EMAIL_URL", default="") or "consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds for each answer of the mail server
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default="") or "webmaster@localhost"
SERVER_EMAIL = env("SERVER_EMAIL", default="") or DEFAULT_FROM_EMAIL  # mails about errors
# What is written goes into the database (core.operation.mail) and from there to the mail server.
MAIL_SERVER = EMAIL_CONFIG["EMAIL_BACKEND"].replace(
    "django.core.mail.backends.smtp.", "core.operation.mail.smtp."
)
EMAIL_BACKEND = "core.operation.mail.queue.EmailBackend"
MAIL_ROOT = env("MAIL_ROOT", default=str(VAR / "mail"))  # attachments, nobody's to download


def private_files(folder: str) -> dict[str, object]:
    """A storage that only the site's own account reads."""
    modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    backend = "django.core.files.storage.FileSystemStorage"
    return {"BACKEND": backend, "OPTIONS": {"location": folder, **modes}}


STORAGES["mail"] = private_files(MAIL_ROOT)
POST_OFFICE = {
    "BACKENDS": {"default": MAIL_SERVER},
    "FILE_STORAGE": "mail",
    # Of the package's own sending, which nothing here uses: what repeats least.
    "BATCH_SIZE": 1,
    "THREADS_PER_PROCESS": 1,
    "MESSAGE_ID_ENABLED": True,
}
MAIL_AT_ONCE = False  # rather than by `tick` or the worker
MAIL_DAYS = env.int("MAIL_DAYS", default=14)  # that mail is kept after it was sent

TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},  # Wagtail's own
    "queue": {"BACKEND": "django_tasks_db.DatabaseBackend"},  # ours: core.operation.tasks
}
LOCK_ROOT = env("LOCK_ROOT", default=str(VAR / "locks"))  # core.operation.alive

# Wagtail ----------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Omvärld"
WAGTAILIMAGES_IMAGE_MODEL = "core.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "core.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# What may be uploaded; core.files looks whether the content is what the name says.
WAGTAILDOCS_EXTENSIONS = "csv docx md odp ods odt pdf pptx rtf txt xlsx".split()
WAGTAILDOCS_MAX_UPLOAD_SIZE = 40 * 1024 * 1024  # bytes
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.files.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = "avif gif jpg jpeg png webp".split()
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # 160 MB of memory wherever one is shown smaller
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.files.forms.ImageForm"
WAGTAIL_FRONTEND_LOGIN_URL = WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nobody's address is sent to a third party
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# Days that records of a sort are kept before they are proposed to be deleted, as the municipality
# has decided: "visits=730,proposals=730,accounts=365". What is not named is kept.
KEEP_DAYS = {name: int(days) for name, days in env.dict("KEEP_DAYS", default={}).items()}
BIN_DAYS = env.int("BIN_DAYS", default=90)  # in which a deleted page can be brought back
# Whether addresses of other sites in our pages are asked for now and then, a few a minute; and
# hosts of the organisation's own network among them, which are not asked otherwise.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=False)
LINK_CHECK_HOSTS = env.list("LINK_CHECK_HOSTS", default=[])

# Safety -----------------------------------------------------------------------------------------

SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # but for the editor's preview, which Wagtail allows
SESSION_ENGINE = "core.accounts.sessions"
# A log-in ends after so long, and earlier where somebody who may use the admin does nothing.
SESSION_SECONDS = SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=12 * 60 * 60)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=30 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_INLINE_SCRIPTS = inline_scripts.ADDRESSES  # where the admin's policy allows for them

HEALTH_TOKEN = env("HEALTH_TOKEN", default="")
METRICS_TOKEN = env("METRICS_TOKEN", default="")  # without it nothing is counted
LOG_REQUESTS = env.bool("LOG_REQUESTS", default=False)  # a line for every request
# Whom to tell of a weakness: mailto:… or https://…, for /.well-known/security.txt.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")

# The one search ---------------------------------------------------------------------------------

SEARCH_PAGE_SIZE = 15
SEARCH_PAGE_SIZE_MAX = 100
# A cluster that answers instead of the database: elasticsearch://host:9200,host2:9200/prefix or
# opensearch+https://user:password@host?ca_certs=/path/ca.pem
SEARCH_URL = env("SEARCH_URL", default="")
SEARCH_TIMEOUT = env.float("SEARCH_TIMEOUT", default=2.0)  # seconds for one search in all
SEARCH_RETRY_AFTER = env.float("SEARCH_RETRY_AFTER", default=30.0)  # seconds after a failure

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # How far long work has come, where nobody sees a bar.
        "core.operation.progress": {"level": "INFO"},
        # A line for every request, where LOG_REQUESTS says so.
        "core.operation.watching": {"level": "INFO"},
        # Log-ins, refusals, rights and all else that is noted, with keys alone.
        "core.models.audit": {"level": "INFO"},
        "core.web.logged_in": {"level": "INFO"},
        # What a superuser reads that is not public.
        "core.access.visibility": {"level": "INFO"},
        # core.search says in a line that the search cluster is away; its clients in a page.
        "elastic_transport": {"level": "ERROR"},
        "opensearch": {"level": "ERROR"},
    },
}
