"""What it costs to show an editor only what they may read."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission, Page

from core.access.visibility import Visibility
from core.models import SectionVisibility
from home.models import StandardPage
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    group = Group.objects.create(name="Editors of everything")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for right in Permission.objects.filter(codename__in=("add_page", "change_page")):
        GroupPagePermission.objects.create(
            group=group, page=Page.objects.get(depth=1), permission=right
        )
    user = UserFactory.create()
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def queries(client: Client, address: str) -> int:
    client.get(address)  # what is read once, such as the types of content
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_list_of_pages_costs_no_query_for_each(home: Page, editor: Client) -> None:
    boss = Client()
    boss.force_login(UserFactory.create(is_superuser=True))
    for number in range(20):
        page = home.add_child(instance=StandardPage(title=f"Sida {number}", locale=home.locale))
        if number % 4 == 0:
            SectionVisibility.objects.create(page=page, visibility=Visibility.NETWORK)
    explorer = f"/admin/pages/{home.pk}/"
    assert queries(editor, explorer) < queries(boss, explorer) + 15
