"""The bin: pages that editors have deleted and can bring back for a time."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.access.visibility import Visibility
from core.models import User


class PageBin(Page):
    """The parent of deleted pages: beside the sites, so that none of them has an address.

    It is a section that nobody outside the coordination reads, whatever becomes of a page in it.
    """

    shown_to_strangers = False

    is_creatable = False
    max_count = 1
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    private_page_options: list[str] = []

    class Meta:
        verbose_name = _("bin")
        verbose_name_plural = _("bins")


class BinnedPage(models.Model):
    """A page that was deleted, with those below it, and where in the tree it was."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True  # it is not a use of the page

    page = models.OneToOneField(Page, models.CASCADE, related_name="binned")
    together = models.UUIDField(_("deleted together"), default=uuid.uuid4, db_index=True)
    parent = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    slug = models.CharField(_("slug"), max_length=255)
    address = models.CharField(_("address"), max_length=1000, blank=True)
    readers = models.CharField(_("who could read it"), max_length=12, choices=Visibility)
    was_live = models.BooleanField(_("was published"))
    below = models.PositiveIntegerField(_("pages below it"))
    deleted_at = models.DateTimeField(_("deleted"), db_index=True)
    deleted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("deleted by")
    )

    class Meta:
        verbose_name = _("deleted page")
        verbose_name_plural = _("deleted pages")

    def __str__(self) -> str:
        return self.page.title

    @property
    def kept_until(self) -> datetime:
        """When it may be deleted for good."""
        return self.deleted_at + timedelta(days=settings.BIN_DAYS)
