"""That a post was put forward as public news: once, by whom and when, and what became of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import User
from network.intranet.posts.models import Post


class NewsSuggestion(models.Model):
    """`page` is the draft that was made of it, until an editor throws that away."""

    shown_to_strangers = False
    read_with = "post"
    wagtail_reference_index_ignore = True  # the page's uses would name the post

    post = models.OneToOneField(Post, models.CASCADE, related_name="suggestion")
    page = models.ForeignKey(Page, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("suggestion of news")
        verbose_name_plural = _("suggestions of news")

    def __str__(self) -> str:
        return str(self.post)
