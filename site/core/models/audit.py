"""Who did what to which record, and when: kept when the person is forgotten."""

import logging
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.users import User

log = logging.getLogger(__name__)


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def of(self, record: models.Model) -> "AuditEventQuerySet":
        """What was done to one record, the latest first."""
        return self.filter(content_type=_content_type(record), object_id=str(record.pk))

    def write(
        self, action: str, *, record: models.Model, by: User | None, at: datetime
    ) -> "AuditEvent":
        """Note that `by`, or None where a file or a job did it, has done `action` to `record`.

        A record that is not stored has no key: of a log-in under a name that nobody has.
        """
        key = "" if record.pk is None else str(record.pk)
        log.info("%s %s %s by %s", action, record._meta.label, key or "-", by.pk if by else "-")
        return self.create(
            action=action, content_type=_content_type(record), object_id=key, actor=by, at=at
        )


def _content_type(record: models.Model) -> ContentType:
    """That of the record's first table: a page is the same one whatever type it is read as."""
    parents = record._meta.get_parent_list()  # the nearest first
    return ContentType.objects.get_for_model(parents[-1] if parents else record)


class AuditEvent(models.Model):
    """One thing that was done. It has no text of the record, which may be private or deleted."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True  # it is not a use of the record

    action = models.CharField(_("what"), max_length=60, db_index=True)
    content_type = models.ForeignKey(
        ContentType, models.PROTECT, related_name="+", verbose_name=_("sort of record")
    )
    object_id = models.CharField(_("key of the record"), max_length=64)
    # Who is forgotten keeps a row without a name: events of one person stay one person's.
    actor = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), db_index=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["content_type", "object_id"], name="audit_record")]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.action} {self.content_type.model} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Written once: an event is never changed afterwards."""
        if not self._state.adding:
            raise TypeError("An event is written once.")
        super().save(*args, **kwargs)
