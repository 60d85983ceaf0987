"""Tasks for the tests: they note that they ran in the database, where a test sees it."""

from core.models import SearchNote
from core.operation.tasks import task


def note(number: int) -> None:
    SearchNote.objects.create(kind="ran", object_id=number, version=1)


def ran() -> list[int]:
    """What has run."""
    return list(SearchNote.objects.filter(kind="ran").values_list("object_id", flat=True))


@task(repeatable=True)
def often(number: int) -> None:
    note(number)


@task(repeatable=False)
def once(number: int) -> None:
    note(number)


@task(repeatable=True)
def fails(number: int) -> None:
    raise ZeroDivisionError(number)
