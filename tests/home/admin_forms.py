"""The admin's forms of records, filled in and sent as a browser would."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from core.models import User


def logged_in(username: Any) -> Any:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def url(model: Any, view: Any, *args: Any) -> str:
    name = f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}:{view}"
    return reverse(name, args=args)


def form(client: Client, instance: Any) -> Any:
    """The form as a browser would send it."""
    response = client.get(url(type(instance), "edit", instance.pk))
    assert response.status_code == 200
    return querydict_from_html(response.content.decode(), form_id="w-editor-form")


def save(client: Client, instance: Any, data: Any) -> Any:
    """Send the form; a form that comes back says what is wrong with it."""
    response = client.post(url(type(instance), "edit", instance.pk), data)
    assert response.status_code == 302, response.context["form"].errors
    return response


def add_line(data: Any, relation: Any, **values: Any) -> None:
    number = int(data[f"{relation}-TOTAL_FORMS"])
    data[f"{relation}-TOTAL_FORMS"] = str(number + 1)
    for name, value in values.items():
        data[f"{relation}-{number}-{name}"] = value


def listed(client: Client, area: Any) -> Any:
    """The identifiers of the open calls that the API lists in this area."""
    answer = client.get("/api/calls/", {"priority": area, "page_size": "100"}).json()
    return {result["identifier"] for result in answer["results"]}
