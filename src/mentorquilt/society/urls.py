"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.society import views

app_name = "society"
urlpatterns: list[URLPattern | URLResolver] = [path("logo/<slug:digest>.png", views.logo, name="logo")]
