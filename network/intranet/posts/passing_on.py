"""Posts of a unit that is merged: its successor's to read, under the name they were written in."""

from datetime import date

from core.search.index import together
from network.intranet.posts.models import Post
from network.organisation.models import Unit


def pass_posts(unit: Unit, successor: Unit, _on: date) -> None:
    """Who reads what is for the department is the successor; what it was called stays."""
    with together():
        for post in Post.objects.filter(unit=unit).select_related("written_in"):
            post.written_in = post.written_in or unit
            post.unit = successor
            post.save(update_fields=["unit", "written_in"])
