"""Our own images and documents, each with a visibility of its own."""

import logging
from typing import Any

from django.db import InternalError, OperationalError, models
from django.utils.translation import gettext_lazy as _
from PIL import UnidentifiedImageError
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    SourceImageIOError,
)
from wagtail.images.models import Image as WagtailImage

from core.access.visibility import VisibleModel, VisibleQuerySet
from core.operation.breaker import Breaker
from core.operation.lacking import lacks
from core.operation.locks import hardly_waiting

log = logging.getLogger(__name__)
_rendering = Breaker("renditions", rest=lambda: 60)


class UploadedModel(VisibleModel):
    """A file whose author, who always reads it, is whoever uploaded it."""

    uploaded_by_user_id: int | None  # of Wagtail's classes, beside which it is mixed in

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and self.author_id is None:
            self.author_id = self.uploaded_by_user_id
        super().save(*args, **kwargs)


class VisibleImageQuerySet(VisibleQuerySet, ImageQuerySet):
    """What Wagtail asks of images, and who may see them."""


class VisibleDocumentQuerySet(VisibleQuerySet, DocumentQuerySet):
    """What Wagtail asks of documents, and who may read them."""


class Image(UploadedModel, AbstractImage):  # type: ignore[django-manager-missing]  # Wagtail's
    # Wagtail's own Image has the usual reverse name.
    tags = TaggableManager(_("tags"), blank=True, related_name="core_images")

    admin_form_fields = (*WagtailImage.admin_form_fields, "visibility")

    objects = VisibleImageQuerySet.as_manager()

    def create_rendition(self, filter: Filter) -> "Rendition":  # noqa: A002 - Wagtail's name
        """The image in a size that it has not been asked for in before.

        Where it cannot be stored, or not be read, pages go without it: for SourceImageIOError
        Wagtail has a rendition without a file.
        """
        if not (_rendering.closed() or _rendering.may_try()):
            lacks("a picture")
            raise SourceImageIOError("Renditions cannot be stored for the time being.")
        try:
            with hardly_waiting():
                made: Rendition = super().create_rendition(filter)
        except (OSError, OperationalError, InternalError) as error:  # PostgreSQL's for read-only
            if not _is_damaged(error):
                lacks("a picture")
                if _rendering.open():
                    log.warning("pictures in new sizes cannot be stored: %s", error)
            raise SourceImageIOError(str(error)) from error
        _rendering.close()
        return made

    class Meta(AbstractImage.Meta):
        default_related_name = "core_images"
        verbose_name = _("image")
        verbose_name_plural = _("images")


def _is_damaged(error: Exception) -> bool:
    """Whether it is Pillow's, of a file that is no image or not a whole one."""
    return isinstance(error, UnidentifiedImageError) or (
        type(error) is OSError and error.errno is None
    )


class Rendition(AbstractRendition):
    shown_to_strangers = False  # rendered from the image, which says it

    image = models.ForeignKey(Image, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]


class Document(UploadedModel, AbstractDocument):
    # Wagtail's own Document has the usual reverse name.
    tags = TaggableManager(_("tags"), blank=True, related_name="core_documents")

    admin_form_fields = (*WagtailDocument.admin_form_fields, "visibility")

    objects = VisibleDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        default_related_name = "core_documents"
        verbose_name = _("document")
        verbose_name_plural = _("documents")
