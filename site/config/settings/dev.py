"""Development: `make run`. Debug pages, demo log-ins, mail on the console."""

from .base import *

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="development-only-and-refused-in-production")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]  # at any port
DEMO_ALLOWED = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PAGE_CACHE_SECONDS = 0  # a template that is changed shows at once
MAIL_AT_ONCE = True  # no tick has to run
TASKS["queue"] = TASKS["default"]
INTERNAL_IPS = ["127.0.0.1"]
