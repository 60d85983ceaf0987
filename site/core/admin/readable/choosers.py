"""Wagtail's choosers of pages, and the tags it suggests: none that the editor may not read."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Model, Q, QuerySet
from django.http import JsonResponse
from taggit.models import Tag
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.query import PageQuerySet

from core.access.rows import readable
from core.models import Document, Image, User
from core.web.request import AdminRequest

SUGGESTED = 10  # as many as Wagtail suggests


@hooks.register("construct_page_chooser_queryset")
def readable_pages(pages: PageQuerySet, request: AdminRequest) -> PageQuerySet:
    return readable(request.user, pages)


@require_admin_access
def tags(request: AdminRequest, **_model: str) -> JsonResponse:
    """The tags that begin with `?term=` of the images and documents that the editor may read."""
    term = request.GET.get("term", "")
    found = Tag.objects.filter(name__istartswith=term) if term else Tag.objects.none()
    used = found.filter(_of(Image, request.user) | _of(Document, request.user)).order_by("name")
    names = used.values_list("name", flat=True).distinct()
    return JsonResponse(list(names[:SUGGESTED]), safe=False)


def popular_tags(model: type[Model], user: User | AnonymousUser, most: int) -> QuerySet[Tag]:
    """The commonest tags of the files of `model` that `user` may read."""
    of_files = _of(model, user)
    count = Count("taggit_taggeditem_items", filter=of_files)
    return Tag.objects.filter(of_files).annotate(item_count=count).order_by("-item_count")[:most]


def _of(model: type[Model], user: User | AnonymousUser) -> Q:
    files = readable(user, model._default_manager.all()).values("pk")
    of_model = ContentType.objects.get_for_model(model)
    item = "taggit_taggeditem_items__"
    return Q(**{f"{item}content_type": of_model, f"{item}object_id__in": files})
