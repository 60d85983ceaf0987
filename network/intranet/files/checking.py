"""What may be put beside a post: what documents and pictures of the site may be, and no more."""

from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from core.files.apart import MEGABYTE, Stopped, apart
from core.files.forms import LIMITS, check_document, check_picture
from network.intranet.files.traces import OtherFormat, without_traces

PICTURES = set(settings.WAGTAILIMAGES_EXTENSIONS)
ENDINGS = sorted({*PICTURES, *settings.WAGTAILDOCS_EXTENSIONS})


@dataclass(frozen=True)
class Checked:
    """What is kept of a file; `width` and `height` in pixels, of a picture."""

    content: bytes
    is_picture: bool = False
    width: int | None = None
    height: int | None = None


def checked(file: UploadedFile) -> Checked:
    """What is in the file, which is what its name says. Raises ValidationError."""
    ending = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise ValidationError(
            _("Files of this kind are not taken, but: %(endings)s.")
            % {"endings": ", ".join(ENDINGS)}
        )
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if ending in PICTURES:
        return _picture(file, ending)
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > most:
        raise ValidationError(
            _("The file is larger than %(most)d MB.") % {"most": most // MEGABYTE}
        )
    check_document(file)
    return Checked(_content(file))


def _picture(file: UploadedFile, ending: str) -> Checked:
    check_picture(file)
    try:
        content, width, height = apart(without_traces, ending, _content(file), limits=LIMITS)
    except Stopped as stopped:
        raise ValidationError(str(stopped)) from stopped
    except OtherFormat as error:
        raise ValidationError(
            _("The picture is not .%(ending)s, as its name says.") % {"ending": ending}
        ) from error
    return Checked(content, is_picture=True, width=width, height=height)


def _content(file: UploadedFile) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    return content
