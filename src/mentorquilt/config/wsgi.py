"""The WSGI application. An unsafe production installation does not start, whichever server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorquilt.config.settings")
application = get_wsgi_application()

from mentorquilt.config import checks  # noqa: E402 - the settings must be chosen before

checks.refuse_unsafe_production()
