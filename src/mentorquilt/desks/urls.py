"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.desks.views import homes, lists, mailbox, pair_ending, pairs, settings, staff, start

app_name = "desks"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", homes.home, name="home"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<uuid:ref>/", mailbox.mail, name="mail"),
    path("pairs/mine/", pairs.mine, name="pairs"),
    path("pair/<uuid:ref>/", pairs.pair, name="pair"),
    path("pair/<uuid:ref>/write/", pairs.write, name="pair_write"),
    path("pair/<uuid:ref>/back/<uuid:message>/", pairs.take_back, name="pair_take_back"),
    path("pair/<uuid:ref>/reach/", pair_ending.reach, name="pair_reach"),
    path("pair/<uuid:ref>/decline/", pair_ending.decline, name="pair_decline"),
    path("pair/<uuid:ref>/end/", pair_ending.end, name="pair_end"),
    path("pair/<uuid:ref>/again/", pair_ending.again, name="pair_again"),
    path("start/", start.start, name="start"),
    path("start/link/<str:token>/", start.link, name="start_link"),
    path("start/leave-demo/", start.leave_demo, name="leave_demo"),
    path("start/society/", start.describe, name="start_society"),
    path("start/people/", start.people, name="start_people"),
    path("start/program/", start.program, name="start_program"),
    path("start/done/", start.done, name="start_done"),
    path("installation/", homes.installation, name="installation"),
    path("settings/", settings.settings, name="settings"),
    path("settings/field/", settings.field, name="settings_field"),
    path("settings/name/", settings.name_page, name="settings_name"),
    path("settings/voice/", settings.voice, name="settings_voice"),
    path("settings/limits/", settings.limits, name="settings_limits"),
    path("settings/words/", settings.words, name="settings_words"),
    path("settings/types/", lists.types, name="settings_types"),
    path("settings/types/<slug:slug>/", lists.one_type, name="settings_type"),
    path("settings/topics/", lists.topics, name="settings_topics"),
    path("settings/topics/<slug:slug>/", lists.one_topic, name="settings_topic"),
    path("staff/", staff.staff, name="staff"),
    path("staff/add/", staff.add, name="staff_add"),
    path("staff/stand-in/", staff.stand_in, name="stand_in"),
    path("staff/stand-in/<uuid:ref>/end/", staff.end_stand_in, name="stand_in_end"),
    path("staff/<uuid:ref>/", staff.person, name="staff_person"),
    path("staff/<uuid:ref>/stand-in/", staff.stand_in, name="stand_in_for"),
    path("staff/<uuid:ref>/rights/<int:key>/take/", staff.revoke, name="right_take"),
]
