"""Files that editors upload are looked at before Wagtail takes them, in every form that has one."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.files import formats, pictures
from core.files.apart import MEGABYTE, Limits, Stopped, apart

LIMITS = Limits(seconds=10, memory=1024 * MEGABYTE)
MILLION = 1_000_000


def check_picture(file: UploadedFile) -> None:
    """Raises ValidationError where the picture cannot be shown. Decodes it, elsewhere."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if file.size is None or file.size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
        raise ValidationError(
            _("The picture is larger than %(most)d MB.")
            % {"most": settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE // MEGABYTE}
        )
    try:
        apart(pictures.decode, _content(file), most, limits=LIMITS)
    except Stopped as stopped:
        raise ValidationError(str(stopped)) from stopped
    except pictures.TooManyPixels as error:
        facts = {"pixels": -(-error.args[0] // MILLION), "most": most // MILLION}
        raise ValidationError(
            _(
                "The picture has %(pixels)d million pixels, and at most %(most)d million can be "
                "shown: make it smaller first."
            )
            % facts
        ) from error
    except pictures.DamagedPicture as error:
        raise ValidationError(
            _("The picture is damaged, or of a kind that cannot be shown.")
        ) from error


def check_document(file: UploadedFile) -> None:
    """Raises ValidationError where the content is not what the name says."""
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    if extension not in formats.FORMATS:
        return  # the model refuses it by WAGTAILDOCS_EXTENSIONS
    try:
        agrees = apart(formats.agrees, extension, _content(file), limits=LIMITS)
    except Stopped as stopped:
        raise ValidationError(str(stopped)) from stopped
    if not agrees:
        raise ValidationError(
            _("What is in the file is not .%(extension)s, or it is damaged or needs a password.")
            % {"extension": extension}
        )


def _content(file: UploadedFile) -> bytes:
    file.seek(0)
    content: bytes = file.read()
    file.seek(0)
    return content


class CheckedPicture(forms.FileField):
    """Mix into a field for pictures, first: what it gets can be decoded."""

    def to_python(self, data: Any) -> Any:
        """What the field makes of it."""
        if data:
            check_picture(data)
        return super().to_python(data)


class ImageFileField(CheckedPicture, WagtailImageField):
    pass


class AvatarField(CheckedPicture, forms.ImageField):
    pass


class ImageForm(BaseImageForm):
    """The form of an image wherever Wagtail shows one: by itself, several at once, in choosers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = ImageFileField(
                label=given.label, required=given.required, widget=given.widget
            )


class DocumentForm(BaseDocumentForm):
    """The form of a document wherever Wagtail shows one."""

    def clean_file(self) -> Any:
        """The file, whose content is what its name says."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file


class AvatarForm(AvatarPreferencesForm):
    avatar = AvatarField(label=AvatarPreferencesForm.base_fields["avatar"].label, required=False)
