"""The addresses of the style sheet page."""

from django.urls import path

from mentorquilt.ui import views

urlpatterns = [
    path("", views.kitchen, name="ui_kitchen"),
    path("cities/", views.cities, name="ui_cities"),
    path("save/", views.save, name="ui_save"),
    path("send/", views.send, name="ui_send"),
    path("swap/", views.swap, name="ui_swap"),
]
