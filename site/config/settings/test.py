"""Tests: as production as can be, with fast hashing and files in a temporary folder."""

import tempfile

from .base import *

DEBUG = False
SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
DEMO_ALLOWED = True
BASE_URL = ""  # a test may set one; else addresses are those of the request, as in development
WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="omvarld-media-")
MAIL_ROOT = tempfile.mkdtemp(prefix="omvarld-mail-")
STORAGES["mail"] = private_files(MAIL_ROOT)
# Processes that are to know of each other are given one folder.
LOCK_ROOT = env("TEST_LOCK_ROOT", default="") or tempfile.mkdtemp(prefix="omvarld-locks-")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
# Tests log in as often as they like.
ACCOUNT_RATE_LIMITS |= dict.fromkeys(("login", "login_failed", "reauthenticate"), "")
PAGE_CACHE_SECONDS = 0  # a test turns it on: in a transaction nobody hears of a commit
