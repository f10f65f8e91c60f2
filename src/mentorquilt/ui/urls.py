"""The style sheet page's address."""

from django.urls import path

from mentorquilt.ui import views

urlpatterns = [path("", views.kitchen, name="ui_kitchen")]
