"""The addresses of the style sheet page."""

from django.urls import path

from mentorquilt.ui import views

urlpatterns = [
    path("", views.kitchen, name="ui_kitchen"),
    path("cities/", views.kitchen_cities, name="ui_kitchen_cities"),
]
