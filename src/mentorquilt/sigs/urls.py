"""Addresses of the room, below ``groups/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.sigs.views import editing, groups, marks

app_name = "sigs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", groups.show_all, name="list"),
    path("new/", editing.create, name="create"),
    path("possible-mentors/", marks.marked, name="marked"),
    path("new/people/", editing.people, name="people"),
    path("mark/<uuid:ref>/", marks.mark, name="mark"),
    path("<slug:slug>/", groups.show, name="show"),
    path("<slug:slug>/join/", groups.join, name="join"),
    path("<slug:slug>/leave/", groups.leave, name="leave"),
    path("<slug:slug>/change/", editing.change, name="change"),
    path("<slug:slug>/officers/", editing.officers, name="officers"),
    path("<slug:slug>/officers/<uuid:ref>/remove/", editing.remove_officer, name="remove_officer"),
]
