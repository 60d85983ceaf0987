"""Addresses of the coordination, below that of the intranet."""

from django.urls import path

from network.intranet.coordination import views

urlpatterns = [path("", views.overview, name="coordination")]
