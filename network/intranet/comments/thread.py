"""What stands below a post, as one reader sees it: three queries, however many comments."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.safestring import SafeString

from core.models import User
from network.intranet.comments.models import Comment
from network.intranet.notifications.models import Follow
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_html
from network.intranet.rights import may_coordinate

HEADINGS = 3  # level of those in a comment: the list of comments has h2


@dataclass(frozen=True)
class Thanked:
    """Who thanks for one thing, the first first; `by_reader` where the reader does."""

    people: Sequence[User]
    by_reader: bool


@dataclass(frozen=True)
class Line:
    """A comment; `text` is None where it is hidden from the reader."""

    comment: Comment
    text: SafeString | None
    thanks: Thanked
    is_own: bool
    is_answer: bool

    @property
    def key(self) -> str:
        """What names its parts on the page."""
        return str(self.comment.pk)


@dataclass(frozen=True)
class Thread:
    """All that readers have done with a post."""

    lines: Sequence[Line]
    thanks: Thanked
    follows: bool
    may_mark: bool  # an answer: whoever asks, and the coordination

    @property
    def answer(self) -> Line | None:
        """The comment that answers the question."""
        return next((line for line in self.lines if line.is_answer), None)


def thread(post: Post, user: User | AnonymousUser) -> Thread:
    """What stands below `post` for `user`, who may read it."""
    is_author, sees_hidden = post.author_id == user.pk, may_coordinate(user)
    is_question = post.kind == Post.Kind.QUESTION
    people: defaultdict[int | None, list[User]] = defaultdict(list)
    for each in post.thanks.select_related("person"):
        people[each.comment_id].append(each.person)

    def thanked(comment: int | None) -> Thanked:
        return Thanked(people[comment], any(one.pk == user.pk for one in people[comment]))

    def line(comment: Comment) -> Line:
        is_own = comment.author_id == user.pk
        shown = comment.hidden_at is None or sees_hidden or is_own
        return Line(
            comment=comment,
            text=as_html(comment.text, first_level=HEADINGS) if shown else None,
            thanks=thanked(comment.pk),
            is_own=is_own,
            is_answer=is_question and post.answer_id == comment.pk,
        )

    return Thread(
        lines=[line(comment) for comment in post.comments.select_related("author")],
        thanks=thanked(None),
        follows=Follow.objects.filter(person=user.pk, what=f"post:{post.pk}").exists(),
        may_mark=is_question and (is_author or sees_hidden),
    )
