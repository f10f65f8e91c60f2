"""Addresses of the room, below ``mail/``; the links under mails lead here."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.mail import views

app_name = "mail"
urlpatterns: list[URLPattern | URLResolver] = [
    path("fewer/<str:token>/", views.fewer, name="fewer"),
    path("stop/<str:token>/", views.stop, name="stop"),
]
