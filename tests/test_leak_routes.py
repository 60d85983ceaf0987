"""Every address of the site is in the table, and tells of nothing else than the table says."""

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls
from config.apps import APPS
from core.access.visibility import VisibleModel
from core.models import SectionVisibility
from network.models import Seat
from tests.leaks.addresses import Entry, crawl
from tests.leaks.asking import as_reader, told
from tests.leaks.matrix import _canaries, canaries  # noqa: F401 (fixtures)
from tests.leaks.readers import SEATS
from tests.leaks.routes import EVERYWHERE, MISSING, declared
from tests.leaks.table import CANARIES, KINDS, READS, SECTION, STORED, For, first_of_each, readable

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def missing() -> list[str]:
    """A sentence for each route that nobody has declared."""
    keys = {entry.key for entry in crawl("sv")}
    return [MISSING.format(key) for key in sorted(keys - declared().keys())]


def test_every_address_is_in_the_table() -> None:
    assert "\n".join(missing()) == ""


def test_nothing_is_in_the_table_that_is_not_there() -> None:
    assert declared().keys() - {entry.key for entry in crawl("sv")} == set()


def forgetful(request: HttpRequest) -> HttpResponse:
    """A new view whose author knows nothing of the table."""
    return HttpResponse()


urlpatterns = [path("forgetful/", forgetful, name="forgetful"), *urls.urlpatterns]


@pytest.mark.urls(__name__)
def test_what_is_not_in_the_table_is_told_with_what_to_add() -> None:
    (sentence,) = missing()
    assert sentence.startswith(
        "'forgetful' is not in the leak matrix. Say in tests/leaks/routes.py"
    )


def test_every_kind_of_record_is_in_the_table_for_all_its_readers() -> None:
    """With units and groups of its own where its rows name them."""
    ours = [model for model in apps.get_models() if model._meta.app_label in APPS]
    visible = {m._meta.label: m for m in ours if issubclass(m, VisibleModel)}
    table = {model: set(classes) for model, classes in KINDS.values()}
    assert table.keys() == visible.keys()
    for label, model in visible.items():
        choices = {value for value, _label in model._meta.get_field("visibility").flatchoices}
        assert {STORED[each] for each in table[label]} == choices, label
        for names_its, some, none in (
            (model.visibility_unit, {For.OUR_UNIT, For.THEIR_UNIT}, For.ANY_UNIT),
            (model.visibility_group, {For.OUR_GROUP, For.THEIR_GROUP}, For.ANY_GROUP),
        ):
            if STORED[none] in choices:
                assert (some if names_its else {none}) <= table[label], label
    sections = {"public", *SectionVisibility.Readers.values}
    assert {STORED[each] for each in SECTION} == sections


def test_every_kind_of_seat_is_a_reader() -> None:
    assert set(SEATS.values()) == {"", *Seat.Kind.values}
    assert SEATS.keys() <= READS.keys()


def beyond(entries: list[Entry], reader: str) -> str:
    """A line for each canary that an address tells of, and should not."""
    client, allowed = as_reader(reader), readable(reader, *CANARIES)
    lines = []
    for entry in entries:
        kinds = {*EVERYWHERE, *declared()[entry.key].kinds}
        seen = told(client.get(entry.address), entry.address)
        lines += [f"{entry.address}: too much: {canary}" for canary in seen - allowed]
        lines += [f"{entry.address}: undeclared: {c}" for c in seen & allowed if c[0] not in kinds]
    return "\n".join(sorted(lines))


@pytest.mark.long
@pytest.mark.usefixtures("canaries")
@pytest.mark.parametrize("reader", first_of_each())
def test_no_address_tells_of_more_than_is_declared(reader: str) -> None:
    site = [entry for entry in crawl("sv") if not entry.address.startswith("/admin/")]
    assert beyond(site, reader) == ""


@pytest.mark.long
@pytest.mark.usefixtures("canaries")
@pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")
def test_no_post_is_anywhere_in_the_admin() -> None:
    client = as_reader("superuser")
    lists = {e.address for e in crawl("sv") if e.address.startswith("/admin/")}
    lists -= {"/admin/logout/", "/admin/failwhale/"}
    seen = {
        (address, canary)
        for address in sorted(lists)
        if "1" not in address
        for canary in told(client.get(address), address)
        if canary[0] in {"post", "comment", "hidden", "hush", "version", "card"}
    }
    assert seen == set()
