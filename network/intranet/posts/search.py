"""How the one search sees a post: for those who may read it, and suggested to nobody."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.search.kinds import Dependency, Document, Group, SearchKind, Texts, joined
from core.search.lines import Line, Reading, Step, lead
from core.search.results import Result
from core.words.dates import short_date
from core.words.language import LANGUAGES, LocalizedText
from network.intranet.files.models import PostFile
from network.intranet.posts.models import Post
from network.intranet.posts.text import as_words

KIND = "post"


class PostKind(SearchKind[Post]):
    """Posts, in the language they were written in, with their areas and what files are called."""

    model = Post
    group = Group(KIND, _("Posts of the EU network"), rank=15)
    m2m = ("areas",)
    dependencies = (Dependency(PostFile, lambda file: [file.post_id] if file.post_id else []),)

    def queryset(self) -> QuerySet[Post]:
        """Posts with what a document needs."""
        return Post.objects.select_related("unit").prefetch_related("areas", "files")

    def document(self, record: Post) -> Document:
        """What it says in its own language; where it belongs in both."""
        about = [*record.areas.all(), *([record.unit] if record.unit else [])]
        names = {
            lang: joined(getattr(each, f"name_{lang}") for each in about) for lang in LANGUAGES
        }
        files = (f"{file.name} {file.alt}" for file in record.files.all())
        texts = [as_words(record.text), as_words(record.meaning), *files]
        other = next(code for code in LANGUAGES if code != record.language)
        return Document(
            object_id=record.pk,
            language=record.language,
            title=record.title,
            keywords=names[record.language],
            text="\n".join(filter(None, texts)),
            readers=record.readers,
            other=Texts(keywords=names[other]),
            published_at=record.published_at,
        )

    def load(self, ids: Iterable[int], user: Any) -> Mapping[int, Post]:
        """Those that `user` may read."""
        return Post.objects.visible_to(user).select_related("unit", "written_in").in_bulk(list(ids))

    def line(self, result: Result, reading: Reading) -> Line:  # noqa: ARG002 (as its base has it)
        """What kind of post it is, where its author works and when they wrote it."""
        post: Post = result.record
        day = short_date(post.published_at)
        unit = post.written_in or post.unit
        where = [post.get_kind_display(), unit.name if unit else "", day]
        return Line(
            result,
            title=LocalizedText(post.title, post.language),
            url=post.get_absolute_url(),
            where=[Step(step) for step in where if step],
            lead=lead(LocalizedText(as_words(post.text), post.language)),
        )
