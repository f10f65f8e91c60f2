"""Addresses of the room, below ``pairs/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.pairings.views import earlier

app_name = "pairings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("earlier/of/<uuid:ref>/", earlier.upload, name="earlier"),
    path("earlier/<uuid:ref>/", earlier.columns, name="earlier_columns"),
    path("earlier/<uuid:ref>/check/", earlier.check, name="earlier_check"),
    path("earlier/<uuid:ref>/discard/", earlier.discard, name="earlier_discard"),
]
