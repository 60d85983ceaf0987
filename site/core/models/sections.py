from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.access.visibility import Visibility, VisibilityField


class SectionVisibility(models.Model):
    """Who may read a page and everything below it; pages without one are for everybody.

    It goes by the tree and not by the URL: an editor may change every slug of the section. It
    applies to the page's translations too, which are in another branch of the tree. The choices
    are nested, each a part of the one before, so that the strictest on the way decides; a
    department would not be, and is none of them.
    """

    shown_to_strangers = True
    read_with = "page"  # whoever may read that reads this (core.access.rows)

    class Readers(models.TextChoices):
        """The visibilities a section may have, the most open first."""

        STAFF = Visibility.STAFF.value, Visibility.STAFF.label
        NETWORK = Visibility.NETWORK.value, Visibility.NETWORK.label
        COORDINATION = Visibility.COORDINATION.value, Visibility.COORDINATION.label

    page = models.OneToOneField(
        Page, models.CASCADE, related_name="section_visibility", verbose_name=_("page")
    )
    visibility = VisibilityField(_("who may read"), max_length=12, choices=Readers)

    # The page that a limit is taken away from while it is saved for another one.
    pages_left: Sequence[Page] = ()

    class Meta:
        verbose_name = _("section with limited readers")
        verbose_name_plural = _("sections with limited readers")

    def __str__(self) -> str:
        return f"{self.page} ({self.get_visibility_display()})"


class ContentVersion(models.Model):
    """Words that together change with what strangers read (core.web.content_version).

    Usually one row. Where several transactions change content at once each has a row to itself, so
    that none waits for another.
    """

    shown_to_strangers = False

    word = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.word
