"""Addresses of the room, below ``people/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.members.views import affiliations, editing, people, private, signin

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.people, name="list"),
    path("demo/", signin.demo_sign_in, name="demo_sign_in"),
    path("me/", people.mine, name="mine"),
    path("me/address/", signin.address, name="address"),
    path("me/edit/", editing.edit, name="edit"),
    path("me/edit/photo/", editing.store_photo, name="photo_store"),
    path("me/edit/cities/", affiliations.cities, name="cities"),
    path("me/edit/institutions/", affiliations.institutions, name="institutions"),
    path("me/edit/institutions/add/", affiliations.add, name="affiliation_add"),
    path("me/edit/institutions/<int:key>/remove/", affiliations.remove, name="affiliation_remove"),
    path("me/edit/institutions/<int:key>/same/", affiliations.same_employer, name="same_employer"),
    path("me/edit/<slug:slug>/", editing.save_part, name="part"),
    path("me/edit/<slug:slug>/field/", editing.save_field, name="field"),
    path("me/private/", private.private, name="private"),
    path("me/private/background/", private.background, name="background"),
    path("me/private/conflicts/add/", private.add_conflict, name="conflict_add"),
    path("me/private/conflicts/<int:key>/remove/", private.remove_conflict, name="conflict_remove"),
    path("me/private/out/<int:key>/remove/", private.remove_exclusion, name="exclusion_remove"),
    path("me/private/out/<slug:kind>/", private.add_exclusion, name="exclusion_add"),
    path("me/private/find/<slug:kind>/", private.find, name="find"),
    path("<uuid:ref>/", people.show, name="show"),
    path("<uuid:ref>/photo/<slug:digest>/", people.photo, name="photo"),
]
