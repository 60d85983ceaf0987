"""How many comments a post has, for a list of posts."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from network.intranet.comments.models import Comment


def number_of_comments() -> Coalesce:
    """Of each post in a queryset: those that are not hidden."""
    comments = Comment.objects.filter(post=OuterRef("pk"), hidden_at=None)
    of_post = comments.order_by().values("post").annotate(number=Count("pk"))
    return Coalesce(Subquery(of_post.values("number")), 0, output_field=IntegerField())
