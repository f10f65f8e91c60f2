"""Addresses of the room, below ``guides/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.guides.views import reading, writing

app_name = "guides"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", reading.library, name="library"),
    path("new/", writing.create, name="create"),
    path("<slug:slug>/", reading.show, name="show"),
    path("<slug:slug>/change/", writing.change, name="change"),
    path("<slug:slug>/decide/", writing.decide, name="decide"),
    path("<slug:slug>/restore/", writing.restore, name="restore"),
]
