"""The WSGI application. An unsafe production installation does not start, whichever server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
application = get_wsgi_application()

from django.template import engines  # noqa: E402 - the settings must be chosen before

from mentorquilt.config import checks  # noqa: E402

checks.refuse_unsafe_production()
# Loads every template tag now: threads that import two of them at once, the other way round, would see one half made.
engines.all()
