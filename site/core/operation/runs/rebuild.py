"""The search index written anew, as long work."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Run
from core.operation.runs.works import Refused, Work
from core.search import index, mirror
from core.search.engines import Cluster, EngineError, cluster
from core.search.kinds import kinds
from core.search.ranking import rarity

NAME = "rebuild-search"


def rebuilt() -> Iterator[tuple[str, int]]:
    """Write the index of each kind anew, and then the cluster, which is fed from it.

    Gives what was written and how many entries, as it goes. Raises Refused.
    """
    for kind, _described in kinds:
        yield kind, index.rebuild(kind=kind)
    rarity.count()
    if (engine := cluster()) is not None:
        yield engine.name, _mirrored(engine)


def _mirrored(engine: Cluster) -> int:
    try:
        return mirror.build(engine)
    except EngineError as error:
        raise Refused(unwell(error)) from error


def unwell(error: EngineError) -> str:
    """What there is to do about it."""
    sentence = _(
        "The search cluster gives no whole answer (%(why)s). The site searches in its database "
        "meanwhile. Start again when the cluster is well."
    )
    return sentence % {"why": error}


def _do(_run: Run) -> dict[str, int]:
    return dict(rebuilt())


def counted(name: str) -> Any:
    """What the entries of that name are: records of a kind, or those of the cluster."""
    return kinds[name].model._meta.verbose_name_plural if name in kinds else name


REBUILD = Work(
    label=gettext_lazy("Rebuild the search index"),
    do=_do,
    counted=counted,
    stopped=gettext_lazy(
        "Where it is stopped, what was written is new and the rest as it was: the search finds "
        "everything. A search cluster goes on with the index that it had."
    ),
)
