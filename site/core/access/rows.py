"""Which rows of any model a person may read: of lists in the admin that are not ours, too.

A page goes by its section and a record by its visibility. A row that is about one of them, such as
a redirect or a revision, is read by whoever reads that, and if it is a record too by whoever reads
both; a row of another model by everybody whom the admin's own rights let in.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TaskState,
    WorkflowPage,
    WorkflowState,
)
from wagtail_localize.models import Translation, TranslationSource

from core.access.sections import can_view_page, closed_paths, hidden_pages
from core.access.visibility import VisibleModel, can_view, is_known, reads_all
from core.models import User

# The attribute of a model of ours that names what its rows are about, as a foreign key.
ATTRIBUTE = "read_with"
CLOSED = "_closed_paths"
OF_OTHERS: dict[type[Model], str] = {
    Redirect: "redirect_page",
    Revision: "content_object",
    TaskState: "revision",
    Translation: "source",
    WorkflowPage: "page",
    WorkflowState: "content_object",
}


def can_read(user: User | AnonymousUser, row: Model | None) -> bool:
    """Whether `user` may read `row`; what only a superuser's right opens is logged."""
    if row is None:
        return True
    if isinstance(row, Page):
        return can_view_page(user, row)
    if isinstance(row, VisibleModel) and not can_view(user, row):
        return False
    return can_read(user, _about(row))


def is_shown(user: User | AnonymousUser, row: Model) -> bool:
    """The same for one of many rows of a page of the admin: without a query each, and unlogged."""
    if reads_all(user):
        return True
    if not isinstance(row, Page):
        return can_read(user, row)
    if is_known(user) and row.owner_id == user.pk:
        return True
    # Kept as long as Wagtail keeps the rights of somebody who makes a request.
    if not hasattr(user, CLOSED):
        setattr(user, CLOSED, closed_paths(user))
    paths = (row.path, row.alias_of.path) if row.alias_of_id else (row.path,)
    return not any(path.startswith(tuple(getattr(user, CLOSED))) for path in paths)


def _name(model: type[Model]) -> str:
    return OF_OTHERS.get(model) or str(getattr(model, ATTRIBUTE, ""))


def _about(row: Model) -> Model | None:
    try:
        if isinstance(row, TranslationSource):
            source: Model = row.get_source_instance()
            return source
        name = _name(type(row))
        return getattr(row, name) if name else None
    except ObjectDoesNotExist:
        return None


def readable(user: User | AnonymousUser, rows: QuerySet) -> QuerySet:
    """Those of `rows` that `user` may read, whatever model they are of."""
    if reads_all(user):
        return rows
    model: Any = rows.model
    if issubclass(model, VisibleModel):
        rows = rows.filter(pk__in=model._default_manager.visible_to(user).values("pk"))
        unread = _with_another(user, model)
    else:
        unread = _unread(user, model)
    return rows if unread is None else rows.exclude(unread)


def _unread(user: User | AnonymousUser, model: type[Model]) -> Q | None:
    """What of `model` the user may not read; None where there is nothing to be hidden."""
    if issubclass(model, Page):
        # By their keys: the admin's search can narrow a list by no other condition.
        return Q(pk__in=Page.objects.filter(hidden_pages(user)).values("pk"))
    if issubclass(model, VisibleModel):
        return ~Q(pk__in=readable(user, model._default_manager.all()).values("pk"))
    if issubclass(model, PageLogEntry):
        # Of a page that is gone nobody can tell any longer who might read it.
        kept = Page.objects.exclude(hidden_pages(user))
        return ~Q(page__in=kept.values("pk"))
    if issubclass(model, ModelLogEntry):
        return _of_unread_records(user)
    if issubclass(model, Revision | WorkflowState):
        return _of_hidden_pages(user)
    if issubclass(model, TranslationSource):
        hidden = Page.objects.filter(hidden_pages(user))
        return Q(object__in=hidden.values("translation_key"))
    return _with_another(user, model)


def _with_another(user: User | AnonymousUser, model: type[Model]) -> Q | None:
    """What of `model` is about something that the user may not read."""
    name = _name(model)
    if not name:
        return None
    about: Any = model._meta.get_field(name).related_model
    return Q(**{f"{name}__in": about._default_manager.filter(_unread(user, about)).values("pk")})


def _of_hidden_pages(user: User | AnonymousUser) -> Q:
    hidden = Page.objects.filter(hidden_pages(user))
    of_pages = ContentType.objects.get_for_model(Page)
    return Q(base_content_type=of_pages, object_id__in=_as_texts(hidden))


def _of_unread_records(user: User | AnonymousUser) -> Q:
    """Entries of the log that name a record which is closed, or is gone: they keep its title."""
    unread = Q(pk__in=[])
    for model in visible_models():
        kept = readable(user, model._default_manager.all())
        of_model = ContentType.objects.get_for_model(model)
        unread |= Q(content_type=of_model) & ~Q(object_id__in=_as_texts(kept))
    return unread


def _as_texts(rows: QuerySet) -> QuerySet:
    """The keys of the rows as texts, which is how a generic relation keeps them."""
    return rows.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")


@cache
def visible_models() -> list[type[VisibleModel]]:
    """Every model whose rows carry a visibility."""
    return [model for model in apps.get_models() if issubclass(model, VisibleModel)]
