"""The WSGI entry: `gunicorn --pythonpath site config.wsgi`."""

import gc
import os

from django.apps import apps
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

# What takes about a second to load, before the first request and not in it. What is loaded now
# stays for good, and the garbage collector need not look at it again.
apps.get_app_config("core").warm()  # type: ignore[attr-defined]  # core.apps.CoreConfig's own
gc.collect()
gc.freeze()
