"""What an address of the admin names, such as the page that is to be edited, has to be readable.

This holds for every view of the admin, Wagtail's and those of others among them, before it runs:
most of them look up what they are asked for by its key alone, and show its title even where they
then refuse.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest
from wagtail.admin.views.chooser import page_models_from_string
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail_localize.models import Translation, TranslationSource

from core.access.rows import can_read
from core.models import Document, Image

# What an argument is the key of, by its name; of "pk" and "object_id" the view says it.
ARGUMENTS: dict[str, type[Model]] = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "page_pk": Page,
    "image_id": Image,
    "document_id": Document,
    "doc_id": Document,
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "task_state_id": TaskState,
    "workflow_state_id": WorkflowState,
    "redirect_id": Redirect,
    "translation_id": Translation,
    "translation_source_id": TranslationSource,
}
OF_THE_VIEW = ("pk", "object_id")
APPS = ("app_label", "app_name")


def require_readable(request: HttpRequest, view: Any, arguments: Mapping[str, Any]) -> None:
    """Raise Http404 where the address names what the reader may not read."""
    model = _model(request, view, arguments)
    for of, key in _named(request, model, arguments):
        if not can_read(request.user, _found(of, key)):
            raise Http404


def _named(
    request: HttpRequest, model: type[Model] | None, arguments: Mapping[str, Any]
) -> Iterator[tuple[type[Model], Any]]:
    for name, value in arguments.items():
        if name in ARGUMENTS:
            yield ARGUMENTS[name], value
        elif name in OF_THE_VIEW and model:
            yield model, value
    if model:  # several at once, as choosers send them
        yield from ((model, key) for key in request.GET.getlist("id"))
    label = request.GET.get("page_type")
    if model and issubclass(model, Page) and not arguments and label:
        yield model, _above(label)


def _above(label: str) -> int | None:
    """Where the chooser of certain types of pages begins: the page above all of these types."""
    try:
        types = page_models_from_string(label)
        return Page.objects.type(*types).first_common_ancestor().pk
    except (LookupError, ValueError):
        return None


def _model(request: HttpRequest, view: Any, arguments: Mapping[str, Any]) -> type[Model] | None:
    """The model of what the view shows, as far as its address or its class says it."""
    label = next((arguments[name] for name in APPS if name in arguments), "")
    if label and "model_name" in arguments:
        try:
            return apps.get_model(label, arguments["model_name"])
        except LookupError:
            return None
    match = request.resolver_match
    if match and (match.namespace == "wagtailadmin_pages" or "choose_page" in match.view_name):
        return Page
    of_view = getattr(view, "view_class", None) or getattr(view, "cls", None)
    given = getattr(view, "view_initkwargs", None) or getattr(view, "initkwargs", {})
    model = given.get("model") or getattr(of_view, "model", None)
    return model if isinstance(model, type) and issubclass(model, Model) else None


def _found(model: type[Model], key: Any) -> Model | None:
    try:
        return model._default_manager.filter(pk=key).first()
    except (TypeError, ValueError, ValidationError):
        return None
