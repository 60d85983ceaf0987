"""Who asks the search of the whole site, and whose it is."""

import pytest
from bs4 import BeautifulSoup

from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.home.sitesearch.pages import PATHS


@pytest.fixture
def profile():
    return municipality()


@pytest.fixture
def ask(client):
    def read(q, language="sv", **more):
        answer = client.get(PATHS[language], {"q": q, **more})
        assert answer.status_code == 200
        return BeautifulSoup(as_read(answer.content.decode()), "html.parser")

    return read
