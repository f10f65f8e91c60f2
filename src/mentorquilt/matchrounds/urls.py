"""Addresses of the room."""

from django.urls import URLPattern, URLResolver

app_name = "matchrounds"
urlpatterns: list[URLPattern | URLResolver] = []
