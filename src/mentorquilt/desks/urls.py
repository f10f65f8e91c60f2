"""Addresses of the room."""

from django.urls import URLPattern, URLResolver

app_name = "desks"
urlpatterns: list[URLPattern | URLResolver] = []
