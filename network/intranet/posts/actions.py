"""What is done with posts; each is written down, without the text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from core.models import AuditEvent, MunicipalityProfile, PriorityArea, User
from network.intranet.files.keeping import give
from network.intranet.files.models import PostFile
from network.intranet.links.models import PostLink
from network.intranet.notifications.models import Follow, MailPreference
from network.intranet.posts.models import Post, PostVersion
from network.intranet.posts.told import tell_of_post


class ChangedMeanwhile(Exception):
    """Somebody has changed the post since it was read."""


@transaction.atomic
def publish_post(
    *,
    profile: MunicipalityProfile,
    author: User,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    about: Iterable[str] = (),
    files: Sequence[PostFile] = (),
    key: UUID,
    at: datetime,
) -> Post:
    """A new post of these facts, for the readers that they name; its author follows it.

    `about` are records ("call:17"), `files` those of its draft. The same text under the same key
    is the post that it was.
    """
    facts = {"profile": profile, "author": author, "published_at": at, **facts}
    post, new = Post.objects.get_or_create(key=key, defaults=facts)
    if not new and (post.author, post.title, post.text) == (author, facts["title"], facts["text"]):
        return post
    if not new:
        post = Post.objects.create(**facts)
    post.areas.set(areas)
    _link(post, about)
    give(post, files)
    Follow.objects.start(f"post:{post.pk}", person=author, at=at)
    MailPreference.objects.speaks(author, post.language)
    tell_of_post(post, at=at)
    AuditEvent.objects.write("posts.publish", record=post, by=author, at=at)
    return post


@transaction.atomic
def edit_post(
    *,
    post: Post,
    version: int,
    facts: Mapping[str, Any],
    areas: Iterable[PriorityArea],
    about: Iterable[str] = (),
    files: Sequence[PostFile],
    by: User,
    at: datetime,
) -> None:
    """Other facts for a post as `version` had it, and just these files. Raises ChangedMeanwhile.

    What it said before is kept, and what its files were called.
    """
    changed = Post.objects.filter(pk=post.pk, version=version).update(version=version + 1)
    if not changed:
        raise ChangedMeanwhile
    before = Post.objects.get(pk=post.pk)
    PostVersion.objects.create(
        post=before,
        number=version,
        title=before.title,
        text=before.text,
        files="\n".join(file.name for file in before.files.all()),
        until=at,
    )
    for name, value in {**facts, "edited_at": at}.items():
        setattr(before, name, value)
    before.save()
    before.areas.set(areas)
    before.links.all().delete()
    _link(before, about)
    give(before, files)
    AuditEvent.objects.write("posts.edit", record=before, by=by, at=at)


def _link(post: Post, about: Iterable[str]) -> None:
    named = (value.split(":") for value in dict.fromkeys(about))
    PostLink.objects.bulk_create(
        PostLink(post=post, kind=kind, object_id=int(key)) for kind, key in named
    )
