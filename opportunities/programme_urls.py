from django.urls import path

from opportunities.views.programmes import programme_list, programme_page

urlpatterns = [
    path("", programme_list, name="programmes"),
    path("<slug:slug>/", programme_page, name="programme"),
]
