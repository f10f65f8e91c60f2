"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.programs.views import cohorts, enrolments, programs

app_name = "programs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", programs.show_all, name="list"),
    path("new/", programs.create, name="create"),
    path("<uuid:ref>/", programs.show, name="show"),
    path("<uuid:ref>/settings/", programs.change, name="change"),
    path("<uuid:ref>/cohorts/new/", cohorts.create, name="create_cohort"),
    path("cohorts/<uuid:ref>/", cohorts.show, name="cohort"),
    path("cohorts/<uuid:ref>/dates/", cohorts.change, name="change_cohort"),
    path("cohorts/<uuid:ref>/move/", cohorts.move, name="move_cohort"),
    path("cohorts/<uuid:ref>/meeting/", cohorts.meeting, name="meeting"),
    path("cohorts/<uuid:ref>/supply/", cohorts.supply, name="supply"),
    path("cohorts/<uuid:ref>/enrol/", enrolments.on_behalf, name="on_behalf"),
    path("enrolments/<uuid:ref>/decide/", enrolments.decide, name="decide"),
    path("mine/<uuid:ref>/", enrolments.own, name="own"),
]
