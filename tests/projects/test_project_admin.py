"""Projects in the editors' admin."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from core.access.visibility import Visibility
from core.models import User
from home.loading.groups import EDITORS, STRATEGISTS, store
from home.loading.merge import Merge
from projects.models import Project
from tests.factories.calls import area, call, programme
from tests.factories.core import UserFactory
from tests.factories.projects import project, project_page
from tests.required import required

pytestmark = pytest.mark.django_db
CANARY = "Kanariefågel"


def url(view: Any, *args: Any) -> str:
    return reverse(f"wagtailsnippets_projects_project:{view}", args=args)


def member_of(*groups: str) -> tuple[Client, User]:
    merge = Merge("reference")
    store(merge=merge)
    merge.remember()
    user = UserFactory.create()
    user.groups.add(*Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client, user


def blank(client: Client) -> dict:
    page = client.get(url("add")).content.decode()
    return querydict_from_html(page, form_id="w-editor-form")


def filled(client: Client, **more: object) -> dict:
    data = blank(client)
    data["title_sv"] = "Våtmarker"
    data["benefit_sv"] = "Färre översvämningar"
    data["programme"] = str(programme("life").pk)
    data["areas"] = str(area("water").pk)
    data["call"] = call("The call", identifier="LIFE-1").reference
    data["years-TOTAL_FORMS"] = "2"
    data["years-0-year"], data["years-0-budget"] = "2025", "100.50"
    data["years-1-year"], data["years-1-granted"] = "", "60"
    data["partners-TOTAL_FORMS"] = "1"
    data["partners-0-name"], data["partners-0-country"] = "Espoo", "FI"
    data["partners-0-ORDER"] = "1"
    for name, value in more.items():
        data[name] = value
    return data


@pytest.mark.parametrize("group", [EDITORS[0], STRATEGISTS])
def test_a_project_is_written_down_with_its_years_and_partners(group: Any) -> None:
    client, user = member_of(group)
    response = client.post(url("add"), filled(client))
    assert response.status_code == 302, [
        formset.errors for formset in response.context["form"].formsets.values()
    ]
    made = Project.objects.get()
    assert (made.author, made.visibility) == (user, Visibility.PUBLIC)
    assert (str(made.totals.budget), str(made.totals.granted)) == ("100.50", "60.00")
    assert [partner.country_name for partner in made.partners.all()] == ["Finland"]
    assert required(made.call).title == "The call"
    assert [found.slug for found in made.areas.all()] == ["water"]
    edit = client.get(url("edit", made.pk)).content.decode()
    assert required(made.call).reference in edit
    assert "Våtmarker" in client.get(url("list")).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("benefit_sv", ""),
        ("call", "no-such-call"),
        ("years-0-budget", "-1"),
        ("years-0-year", "25"),
        ("years-1-year", "2025"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(field: str, value: str) -> None:
    client, _user = member_of(STRATEGISTS)
    response = client.post(url("add"), filled(client, **{field: value}))
    assert response.status_code == 200
    assert not Project.objects.exists()


def test_a_call_that_the_editor_may_not_read_is_not_shown_and_stays() -> None:
    client, _user = member_of(STRATEGISTS)
    client.post(url("add"), filled(client))
    made = Project.objects.get()
    closed = required(made.call)
    type(closed).objects.filter(pk=closed.pk).update(visibility=Visibility.NETWORK)
    form = client.get(url("edit", made.pk)).content.decode()
    assert closed.reference not in form
    data = querydict_from_html(form, form_id="w-editor-form")
    data["title_sv"] = "Ängar"
    assert client.post(url("edit", made.pk), data).status_code == 302
    made.refresh_from_db()
    assert (made.title_sv, made.call) == ("Ängar", closed)


def test_a_title_and_dates_in_order_are_asked_for() -> None:
    client, _user = member_of(STRATEGISTS)
    response = client.post(url("add"), filled(client, title_sv=""))
    assert "en titel på ett av språken" in response.content.decode()
    response = client.post(url("add"), filled(client, starts="2025-01-02", ends="2025-01-01"))
    assert "slutar innan det börjar" in response.content.decode()


def test_who_has_no_permission_opens_nothing() -> None:
    user = UserFactory.create()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)
    for address in (url("list"), url("add"), url("edit", project().pk)):
        assert client.get(address).status_code in (302, 403)


def test_the_right_to_edit_is_no_right_to_read() -> None:
    hidden = project(CANARY, visibility=Visibility.NETWORK, author=UserFactory.create())
    client, _user = member_of(EDITORS[0])
    assert CANARY not in client.get(url("list")).content.decode()
    for view in ("edit", "delete"):
        response = client.get(url(view, hidden.pk), follow=True)
        assert response.status_code == 404
        assert CANARY not in response.content.decode()


def test_a_project_with_a_page_is_not_deleted_and_one_without_is() -> None:
    client, _user = member_of(EDITORS[0])
    shown, other = project(), project("Other")
    project_page(shown)
    client.post(url("delete", shown.pk))
    client.post(url("delete", other.pk))
    assert [found.title for found in Project.objects.all()] == [shown.title]
