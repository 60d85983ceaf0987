"""What people of the network write for each other, and what it said before it was changed."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access.visibility import Visibility, VisibleModel, readers_of
from core.models import MunicipalityProfile, PriorityArea
from network.intranet.moderation.models import Hideable
from network.intranet.posts.querysets import PostQuerySet
from network.organisation.models import Group, Unit


class Post(VisibleModel, Hideable):
    """News, an experience, a question or an early notice; never for the public.

    `text` is Markdown (network.intranet.posts.text). `version` counts the changes, so that who
    changes what somebody else has changed meanwhile is told.
    """

    class Kind(models.TextChoices):
        """The first needs nothing more than a title and a text."""

        NEWS = "news", _("News")
        EXPERIENCE = "experience", _("Experience")
        QUESTION = "question", _("Question")
        NOTICE = "notice", _("Early notice")

    class Readers(models.TextChoices):
        """Those of the visibilities that a post may have."""

        NETWORK = Visibility.NETWORK.value, Visibility.NETWORK.label
        DEPARTMENT = Visibility.DEPARTMENT.value, Visibility.DEPARTMENT.label
        GROUP = Visibility.GROUP.value, Visibility.GROUP.label
        COORDINATION = Visibility.COORDINATION.value, Visibility.COORDINATION.label
        STAFF = Visibility.STAFF.value, Visibility.STAFF.label

    shown_to_strangers = False
    visibility_unit = "unit_id"
    visibility_group = "group_id"
    wagtail_reference_index_ignore = True  # editors' lists of uses would show its title

    profile = models.ForeignKey(MunicipalityProfile, models.CASCADE, related_name="posts")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), max_length=20_000)
    language = models.CharField(_("language"), max_length=2, default="sv")
    areas = models.ManyToManyField(
        PriorityArea, blank=True, related_name="posts", verbose_name=_("priority areas")
    )
    visibility = models.CharField(
        _("who may read"), max_length=12, choices=Readers, default=Readers.NETWORK
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("department or company"),
    )
    written_in = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("department or company that it was written in"),
        help_text=_("Where that is another now: its name stays with the post."),
    )
    group = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("group of the EU work"),
    )
    policy_on = models.DateField(
        _("day of the decision or proposal"),
        null=True,
        blank=True,
        help_text=_("Of an early notice: when it was, or will be, decided or proposed."),
    )
    meaning = models.TextField(
        _("what it may mean for us"), blank=True, max_length=2_000, help_text=_("One sentence.")
    )
    asks_reading = models.BooleanField(
        _("ask everybody to confirm that they have read it"), default=False, db_default=False
    )
    # Of the form it was written in: sent twice, it is one post.
    key = models.UUIDField(unique=True, null=True, editable=False)
    published_at = models.DateTimeField(_("published"))
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    answer = models.ForeignKey(
        "network.Comment",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answer"),
    )
    pinned_until = models.DateField(_("stands first until"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("-published_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.PUBLIC.value), name="post_is_never_public"
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.DEPARTMENT.value, unit=None),
                name="post_for_a_department_names_it",
            ),
            models.CheckConstraint(
                condition=~Q(visibility=Visibility.GROUP.value, group=None),
                name="post_for_a_group_names_it",
            ),
        ]
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.pk])

    @property
    def readers(self) -> frozenset[str]:
        """The tokens of those who may read it; PostQuerySet.visible_to says the same of rows."""
        if self.hidden_at is None:
            return super().readers
        return readers_of(Visibility.COORDINATION, author=self.author_id)

    def is_pinned(self, on: date) -> bool:
        """Whether it stands first on a day, the last of its days included."""
        return self.hidden_at is None and self.pinned_until is not None and self.pinned_until >= on

    @property
    def place(self) -> str:
        """Where the author works, unless their name says it already."""
        unit = self.written_in or self.unit
        name = str(unit.name) if unit else ""
        return "" if name in str(self.author or "") else name


class PostVersion(models.Model):
    """What a post said until it was changed: whoever may read the post may read this too."""

    shown_to_strangers = False
    sort_name = _("earlier versions of posts")
    read_with = "post"
    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    files = models.TextField(default="", db_default="")  # what they were called, one a line
    until = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("post", "number"), name="unique_post_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
