"""Addresses of the room, below ``pairs/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.pairings import views

app_name = "pairings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("earlier/of/<uuid:ref>/", views.upload, name="earlier"),
    path("earlier/<uuid:ref>/", views.columns, name="earlier_columns"),
    path("earlier/<uuid:ref>/check/", views.check, name="earlier_check"),
    path("earlier/<uuid:ref>/discard/", views.discard, name="earlier_discard"),
]
