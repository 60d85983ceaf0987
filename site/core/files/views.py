"""Uploaded images, their renditions and avatars: served by name to those who may see them.

Documents have a view of Wagtail's own (core.wagtail_hooks says who may read them), and their
folder is never served.
"""

import mimetypes

from django.contrib.auth.decorators import login_not_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from core.access.visibility import Visibility, can_view, is_known
from core.models import Image, Rendition

PUBLIC = "public, max-age=3600"
PRIVATE = "private, no-store"


def find(name: str, request: HttpRequest) -> tuple[FieldFile, bool] | None:
    """The file stored as `name` and whether it is public; None if the reader may not have it.

    Only what a row names is a file of ours, so that no path leads anywhere else.
    """
    rendition = Rendition.objects.select_related("image").filter(file=name).first()
    image = rendition.image if rendition else Image.objects.filter(file=name).first()
    if image:
        file = rendition.file if rendition else image.file
        public = image.visibility == Visibility.PUBLIC
        return (file, public) if can_view(request.user, image) else None
    avatar = UserProfile.objects.filter(avatar=name).first()
    return (avatar.avatar, False) if avatar and is_known(request.user) else None


@login_not_required
@require_safe
def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file `name` of MEDIA_ROOT; 404 for what is not there and for what is not theirs."""
    match = find(name, request) if name and "\0" not in name else None
    if match is None:
        raise Http404
    file, public = match
    try:
        changed = file.storage.get_modified_time(name)
        content = file.open("rb")
    except OSError as error:
        raise Http404 from error
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    moment = int(changed.timestamp())
    etag = quote_etag(f"{moment:x}-{file.size:x}")
    response: HttpResponseBase | None = get_conditional_response(request, etag, moment)
    if response is None:
        response = FileResponse(content, content_type=content_type)
        # An image opened by itself, an SVG above all, runs nothing and loads nothing.
        response["Content-Security-Policy"] = (
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        )
        response["Last-Modified"] = http_date(moment)
    else:
        content.close()
    response["ETag"] = etag
    response["Cache-Control"] = PUBLIC if public else PRIVATE
    return response
