"""The leak matrix on the five sites as they are loaded, each with the form that its network takes.

`tests/test_leak_matrix.py` has each form on a small site; here the canaries stand among what a
municipality's own file and the demo bring.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.models import MunicipalityProfile
from home.loading.profiles import bundled
from tests.leaks.channels import intranet
from tests.leaks.matrix import fill, store_files
from tests.leaks.own import on_the_site
from tests.leaks.table import READS
from tests.own_database import site_used
from tests.test_leak_matrix import not_as_declared, wrong

pytestmark = pytest.mark.soak


@pytest.fixture(scope="module", params=bundled())
def _a_site(request: pytest.FixtureRequest, database_folder: Path) -> Iterator[None]:
    with site_used(database_folder, request.param, demo=True):
        fill()
        store_files()
        yield


@pytest.fixture
def form(_a_site: None, db: None) -> str:
    """What form the network takes on a site with demo content and all canaries."""
    return str(MunicipalityProfile.objects.get().network_form)


@pytest.mark.parametrize("reader", READS)
def test_each_reads_what_is_theirs(form: str, reader: str) -> None:
    assert wrong(intranet(form), reader) == ""


@pytest.mark.parametrize("reader", ["anonymous", "staff without a unit", "editor", "coordinator"])
def test_what_has_an_address_opens_to_whom_it_is_for(form: str, reader: str) -> None:
    assert not_as_declared(on_the_site(), reader) == ""
