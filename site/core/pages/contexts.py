"""What the pages of a type show besides what their editor wrote, such as records and lists.

A page type is a model, and what it shows are questions about models. The app that owns the type
registers the answer here when the apps are ready, so that neither module imports the other.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from core.registry import Registry

# Of the page, the request and the context so far: what is added to it. Parameters of an address
# below the page's own are passed by name.
PageContext = Callable[..., Mapping[str, Any]]
page_contexts: Registry[PageContext] = Registry("context of a page type")


def context_of(
    page: Page, request: HttpRequest, context: dict[str, Any], **parameters: Any
) -> dict[str, Any]:
    """`context` and what is registered for the type of the page."""
    label = page._meta.label
    if label not in page_contexts:
        return context
    return {**context, **page_contexts[label](page, request, context, **parameters)}
