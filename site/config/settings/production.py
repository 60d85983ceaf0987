"""Production: everything that is needed comes from the environment, or the start is refused."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.addresses import own_host, public_address
from config.folders import need_cache_folders, need_database_folder

from .base import *

DEBUG = False
DEMO_ALLOWED = False
MFA_REQUIRED = True
FOLDERS_MUST_EXIST = True
# What the site writes (database, media, caches, static files) is for its own user alone.
os.umask(0o077)
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700


def required(name: str, example: str) -> str:
    """The value of an environment variable, or a sentence that says what to set."""
    value = env(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment, for example {name}={example}")
    return value


SECRET_KEY = required("SECRET_KEY", "a-long-random-string")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY is too short: set at least 40 random characters.")
ALLOWED_HOSTS = [h.strip() for h in required("ALLOWED_HOSTS", "eu.kommunen.se").split(",")]
BASE_URL = WAGTAILADMIN_BASE_URL = required("BASE_URL", "https://eu.kommunen.se").rstrip("/")
ADDRESS = public_address(BASE_URL)
required("DATABASE_URL", "sqlite:////srv/omvarld/omvarld.sqlite3")
required("EMAIL_URL", "smtp+tls://user:password@mail.kommunen.se:587")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS names the site's own hosts, not *.")
LOGGING["formatters"]["line"] = {"()": "core.operation.watching.log_lines.JsonLines"}
required("EMAIL_FROM", "Omvärld <omvarld@kommunen.se>")
if own_host(ADDRESS) not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(own_host(ADDRESS))
CSRF_TRUSTED_ORIGINS = [BASE_URL]
need_database_folder(DATABASES["default"])

# Log-ins from one address are counted here by all workers; several machines need CACHE_URL.
if not env("CACHE_URL", default=""):
    FILES = "django.core.cache.backends.filebased.FileBasedCache"
    CACHES["default"] = optional(
        "default",
        {"BACKEND": FILES, "LOCATION": VAR / "cache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
    )
    CACHES["pages"] = optional(
        "pages",
        {"BACKEND": FILES, "LOCATION": VAR / "cache-pages", "OPTIONS": {"MAX_ENTRIES": 2_000}},
    )
need_cache_folders(CACHES)

HTTPS = ADDRESS.scheme == "https"
SECURE_SSL_HOST = ADDRESS.netloc
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# To preload is a decision about the municipality's whole domain, which is not this site's.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # asked for on the machine, without TLS
SECURE_SSL_REDIRECT = HTTPS and env.bool("SSL_REDIRECT", default=True)
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
