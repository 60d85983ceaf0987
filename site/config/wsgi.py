"""The WSGI entry, which gunicorn.conf.py names."""

import gc
import sys

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.choice import choose_settings
from config.room import with_room

NOT_STARTED = 3  # gunicorn's own code for it: with any other it would start worker after worker

try:
    choose_settings()
    application = with_room(get_wsgi_application())
    # What takes about a second to load, before the first request and not in it.
    apps.get_app_config("core").warm()  # type: ignore[attr-defined]  # core.apps.CoreConfig's own
except ImproperlyConfigured as error:
    sys.stderr.write(f"{error}\n")
    sys.exit(NOT_STARTED)

# What is loaded now stays for good, and the garbage collector need not look at it again.
gc.collect()
gc.freeze()
