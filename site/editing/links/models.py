"""Links that lead nowhere, for the editors' list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Problem(models.TextChoices):
    DELETED = "deleted", _("what it led to has been deleted")
    UNPUBLISHED = "unpublished", _("the page it leads to is not published")
    PRIVATE = "private", _("not everybody who reads the page may read it")
    NOWHERE = "nowhere", _("there is nothing at the address")
    OUTSIDE = "outside", _("the other site does not answer as it should")


class BrokenLink(models.Model):
    """A link on a published page that leads nowhere, since it was first seen to."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True
    read_with = "page"  # whoever may read that reads this (core.access.rows)

    page = models.ForeignKey(
        Page, models.CASCADE, related_name="broken_links", verbose_name=_("page")
    )
    words = models.CharField(_("words of the link"), max_length=300, blank=True)
    target = models.CharField(_("leads to"), max_length=1000)
    problem = models.CharField(_("what is wrong"), max_length=12, choices=Problem)
    detail = models.CharField(_("what was answered"), max_length=200, blank=True)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")

    def __str__(self) -> str:
        return f"{self.page}: {self.target}"


class OutsideAddress(models.Model):
    """An address of another site that some page links to, and how it last answered."""

    shown_to_strangers = False

    address = models.CharField(_("address"), max_length=1000, unique=True)
    host = models.CharField(_("host"), max_length=255)
    checked_at = models.DateTimeField(_("checked"), null=True, db_index=True)
    failures = models.PositiveSmallIntegerField(_("failures on end"), default=0)
    failing_since = models.DateTimeField(_("failing since"), null=True)
    answer = models.CharField(_("what was answered"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("address of another site")
        verbose_name_plural = _("addresses of other sites")

    def __str__(self) -> str:
        return self.address
