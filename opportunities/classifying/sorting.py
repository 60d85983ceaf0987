"""After a change of what calls are sorted by: suggestions and index, for all calls or one."""

from django.db import transaction

from core.search.index import index
from opportunities.classifying.suggestions import suggest, suggest_all
from opportunities.finding.search import KIND
from opportunities.models import Call


@transaction.atomic
def sort_all() -> None:
    """Suggest areas and audiences for every call anew, and bring every index entry up to date."""
    suggest_all()
    index(kind=KIND, ids=Call.objects.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def sort_one(call: Call) -> None:
    """The same for one call, for what an editor has left to the rule."""
    suggest([call.pk])
    index(kind=KIND, ids=[call.pk])
