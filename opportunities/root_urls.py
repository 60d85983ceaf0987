"""The API has one address, whatever the language."""

from django.urls import path

from opportunities.views import api

urlpatterns = [path("api/calls/", api.calls, name="api_calls")]
