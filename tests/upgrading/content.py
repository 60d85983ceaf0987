"""What a kept database holds: a row of every model, and calls, pages and files that are found."""

from io import StringIO
from typing import cast

from django.apps import apps
from django.core.management import call_command
from wagtail.models import Page

from config.apps import APPS
from core.models import SectionVisibility
from home.models import StandardPage
from tests.factories.calls import call, municipality
from tests.factories.core import site_tree
from tests.factories.rows import row_of


def fill() -> None:
    """Write it; every model of the project's apps has at least one row then."""
    site_tree()
    municipality()
    call("Water reuse in small towns", areas=("halsa",), description="<p>Vatten och avlopp.</p>")
    row_of(SectionVisibility, page=row_of(StandardPage))  # and not of the start page
    for model in apps.get_models():
        if model._meta.app_label not in APPS or model._default_manager.exists():
            continue
        if not issubclass(model, Page) or cast("type[Page]", model).is_creatable:
            row_of(model)
    call_command("rebuild_search", verbosity=0, stdout=StringIO())  # rows came one by one
