"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, include, path

from mentorquilt.programs.views import (
    checking,
    cohorts,
    enrolments,
    entering,
    imports,
    inviting,
    linked,
    own,
    programs,
    public,
    templates,
)

app_name = "programs"
Patterns = list[URLPattern | URLResolver]
inside: Patterns = [
    path("", programs.show_all, name="list"),
    path("new/", programs.create, name="create"),
    path("new/from/", templates.from_template, name="from_template"),
    path("<uuid:ref>/", programs.show, name="show"),
    path("<uuid:ref>/settings/", programs.change, name="change"),
    path("<uuid:ref>/cohorts/new/", cohorts.create, name="create_cohort"),
    path("cohorts/<uuid:ref>/", cohorts.show, name="cohort"),
    path("cohorts/<uuid:ref>/dates/", cohorts.change, name="change_cohort"),
    path("cohorts/<uuid:ref>/move/", cohorts.move, name="move_cohort"),
    path("cohorts/<uuid:ref>/meeting/", cohorts.meeting, name="meeting"),
    path("cohorts/<uuid:ref>/supply/", cohorts.supply, name="supply"),
    path("cohorts/<uuid:ref>/enrol/", enrolments.on_behalf, name="on_behalf"),
    path("cohorts/<uuid:ref>/enrol/me/<slug:role>/", entering.enrol, name="enrol"),
    path("cohorts/<uuid:ref>/enrol/me/<slug:role>/field/", entering.save_field, name="enrol_field"),
    path("cohorts/<uuid:ref>/check/", checking.check_list, name="check_list"),
    path("cohorts/<uuid:ref>/unconfirmed/", checking.unconfirmed, name="unconfirmed"),
    path("cohorts/<uuid:ref>/invite/<slug:topic>/", inviting.invite_topic, name="invite_topic"),
    path("enrol/find/<slug:kind>/", entering.find, name="enrol_find"),
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
    path("mine/<uuid:ref>/", own.own, name="own"),
]
# What strangers and mail links open: no sign-in.
door: Patterns = [
    path("by-mail/check/<str:token>/", linked.check_link, name="check_link"),
    path("by-mail/help/<str:token>/", linked.help_link, name="help_link"),
    path("<slug:name>/", public.public, name="public"),
    path("<slug:name>/<slug:role>/", public.enter, name="enter"),
]
urlpatterns: Patterns = [path("programs/", include(inside)), path("join/", include(door))]
