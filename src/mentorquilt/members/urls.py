"""Addresses of the room, below ``people/``."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.members.views import addresses, affiliations, career, data, editing, people, private, signin, told

app_name = "members"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", people.people, name="list"),
    path("demo/", signin.demo_sign_in, name="demo_sign_in"),
    path("me/", people.mine, name="mine"),
    path("me/address/", signin.address, name="address"),
    path("me/data/", data.data, name="data"),
    path("me/data/copy/", data.order, name="data_order"),
    path("me/data/copy/fetch/", data.fetch, name="data_fetch"),
    path("me/data/forget/", data.forget, name="forget"),
    path("forget/", data.forget_asked, name="forget_asked"),
    path("forget/<str:token>/", data.forget_undo, name="forget_undo"),
    path("address/<str:token>/", addresses.use_address, name="use_address"),
    path("me/edit/", editing.edit, name="edit"),
    path("me/edit/photo/", editing.store_photo, name="photo_store"),
    path("me/edit/cities/", affiliations.cities, name="cities"),
    path("me/edit/institutions/", affiliations.institutions, name="institutions"),
    path("me/edit/institutions/add/", affiliations.add, name="affiliation_add"),
    path("me/edit/institutions/<int:key>/remove/", affiliations.remove, name="affiliation_remove"),
    path("me/edit/institutions/<int:key>/same/", affiliations.same_employer, name="same_employer"),
    path("me/edit/<slug:slug>/", editing.save_part, name="part"),
    path("me/edit/<slug:slug>/field/", editing.save_field, name="field"),
    path("me/career/", career.career, name="career"),
    path("me/career/<int:key>/", career.step, name="career_step"),
    path("me/career/<int:key>/remove/", career.remove_step, name="career_remove"),
    path("me/private/", private.private, name="private"),
    path("me/private/background/", told.background, name="background"),
    path("me/private/background/confirm/", told.confirm_background, name="background_confirm"),
    path("me/private/background/delete/", told.delete_background, name="background_delete"),
    path("me/private/background/stop/<slug:slug>/", told.withdraw, name="background_withdraw"),
    path("me/private/through/", told.experiences, name="experiences"),
    path("me/private/through/delete/", told.delete_experiences, name="experiences_delete"),
    path("me/private/conflicts/add/", private.add_conflict, name="conflict_add"),
    path("me/private/conflicts/<int:key>/remove/", private.remove_conflict, name="conflict_remove"),
    path("me/private/out/<int:key>/remove/", private.remove_exclusion, name="exclusion_remove"),
    path("me/private/out/<slug:kind>/", private.add_exclusion, name="exclusion_add"),
    path("me/private/find/<slug:kind>/", private.find, name="find"),
    path("<uuid:ref>/", people.show, name="show"),
    path("<uuid:ref>/photo/<slug:digest>/", people.photo, name="photo"),
]
