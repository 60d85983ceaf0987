"""Who asks the search of the whole site, and whose it is."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from core.models import MunicipalityProfile
from tests.as_read import as_read
from tests.factories.calls import municipality
from tests.home.sitesearch.pages import PATHS


@pytest.fixture
def profile() -> MunicipalityProfile:
    return municipality()


@pytest.fixture
def ask(client: Client) -> Callable[..., BeautifulSoup]:
    def read(q: str, language: str = "sv", **more: Any) -> BeautifulSoup:
        answer = client.get(PATHS[language], {"q": q, **more})
        assert answer.status_code == 200
        return BeautifulSoup(as_read(answer.content.decode()), "html.parser")

    return read
