"""The WSGI entry: `gunicorn --pythonpath site config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from core.search import analysis, engines  # they need the settings

# The word lists and a cluster's client take about a second to load: before the first request, not
# in it. What is loaded now stays for good, and the garbage collector need not look at it again.
analysis.warm()
engines.cluster()
gc.collect()
gc.freeze()
