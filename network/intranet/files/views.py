"""A file of a post, for its readers; of a draft, for its author."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from network.intranet.access import LoggedInRequest
from network.intranet.files.models import KeptFile, PostFile
from network.intranet.posts.asked import one_for

# A picture is shown where it stands; everything else is saved, since nothing of it runs here.
TYPES = {
    "AVIF": "image/avif",
    "GIF": "image/gif",
    "JPEG": "image/jpeg",
    "JPG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "PDF": "application/pdf",
}


@require_safe
def post_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """One that comes with a post that the reader may read; any other does not exist."""
    return sent(get_object_or_404(one_for(request, pk).files, pk=file))


@require_safe
def draft_file(request: LoggedInRequest, key: UUID, file: int) -> HttpResponseBase:
    """One that who asks has put beside something that is not published yet."""
    rows = PostFile.objects.filter(draft=key, draft__author=request.user)
    return sent(get_object_or_404(rows, pk=file))


def sent(file: KeptFile) -> HttpResponseBase:
    """Kept by nobody on the way: who reads it is asked each time, before anything else."""
    try:
        content = file.file.open("rb")
    except OSError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=not file.is_picture,
        filename=file.name,
        content_type=TYPES.get(file.kind, "application/octet-stream"),
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
