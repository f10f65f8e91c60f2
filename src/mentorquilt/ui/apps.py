"""The room's entry in Django's list of apps."""

from django.apps import AppConfig


class Ui(AppConfig):
    """Layout, components and pictures; owns no table."""

    name = "mentorquilt.ui"
    label = "ui"
