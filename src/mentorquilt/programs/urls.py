"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.programs.views import cohorts, enrolments, imports, programs

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
    path("imports/of/<uuid:ref>/", imports.upload, name="imports"),
    path("imports/of/<uuid:ref>/people/", imports.people, name="import_people"),
    path("imports/of/<uuid:ref>/people/<slug:part>/", imports.people, name="import_people"),
    path("imports/of/<uuid:ref>/check/", imports.check, name="import_check"),
    path("imports/of/<uuid:ref>/done/", imports.done, name="import_done"),
    path("imports/<uuid:ref>/", imports.columns, name="import_columns"),
    path("imports/<uuid:ref>/columns/<int:index>/", imports.column, name="import_column"),
    path("imports/<uuid:ref>/row/", imports.row, name="import_row"),
    path("imports/<uuid:ref>/to-correct.<slug:form>", imports.bad_rows, name="import_bad_rows"),
    path("imports/<uuid:ref>/discard/", imports.discard, name="import_discard"),
    path("enrolments/<uuid:ref>/decide/", enrolments.decide, name="decide"),
    path("mine/<uuid:ref>/", enrolments.own, name="own"),
]
