"""Pages that go up and come down at the hour that an editor has set."""

import logging
from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

log = logging.getLogger(__name__)


class Unfinished(Exception):
    """Some of what was due could not be done; the text names it."""


def keep_to_schedule(at: datetime) -> None:
    """Unpublish what has expired and publish what is due: as Wagtail's `publish_scheduled` does.

    Unlike it, one page that cannot be published, since it lacks what a published page must have,
    keeps no other from it. Raises Unfinished.
    """
    failed = []
    for item in expired(at):
        try:
            with transaction.atomic():
                item.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception as error:
            log.exception("%s could not be taken down", item)
            failed.append(f"{item}: {error}")
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at", "pk")
    for revision in list(due):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except Exception as error:
            log.exception("%s could not be published", revision.object_str)
            failed.append(f"{revision.object_str}: {error}")
    if failed:
        raise Unfinished("; ".join(failed))


def expired(at: datetime) -> Iterator[DraftStateMixin]:
    """What is live and should be no longer, each as its own type."""
    yield from list(Page.objects.live().filter(expire_at__lte=at).order_by("expire_at").specific())
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield from list(model._default_manager.filter(live=True, expire_at__lte=at))
