"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.desks.views import homes, mailbox

app_name = "desks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", homes.home, name="home"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:ref>/", mailbox.mail, name="mail"),
]
