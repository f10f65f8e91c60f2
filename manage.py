#!/usr/bin/env python3
"""The door to Django's commands: ``python manage.py <command>``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
    execute_from_command_line(sys.argv)
