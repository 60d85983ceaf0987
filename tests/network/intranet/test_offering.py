"""What the admin's forms say of each class of readers, and which of them they offer."""

from typing import Any

import pytest
from django.forms import modelform_factory

from core.access.visibility import Visibility
from core.models import Document, Image, SectionVisibility
from core.models.profile import NetworkForm
from network.models import Seat, TwinTown
from tests.factories.calls import municipality
from tests.factories.core import UserFactory
from tests.factories.network import appointed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", NetworkForm.values)
@pytest.mark.parametrize("model", [Document, Image, TwinTown, SectionVisibility])
def test_a_network_is_offered_where_there_is_one(model: Any, form: str) -> None:
    profile = municipality()
    profile.network_form = form
    profile.save()
    appointed(UserFactory.create(), Seat.Kind.CONTACT)

    def offered(stored: str) -> str:
        return str(
            modelform_factory(model, fields=["visibility"])(instance=model(visibility=stored))
        )

    is_there = form != NetworkForm.NONE
    assert ('value="network"' in offered(Visibility.STAFF)) is is_there
    assert 'value="network" selected' in offered(Visibility.NETWORK), "what is stored stays"
    assert ("EU-nätverket (1 person)" in offered(Visibility.STAFF)) is is_there
    assert 'value="department"' not in offered(Visibility.STAFF)
    assert 'value="group"' not in offered(Visibility.STAFF)
