"""Addresses of the room, below ``people/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.members.views import signin

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("demo/", signin.demo_sign_in, name="demo_sign_in"),
    path("me/address/", signin.address, name="address"),
]
