"""How the web server runs: read by gunicorn as ``-c python:mentorquilt.config.gunicorn``.

The time-outs are promises (docs/reference/promises.md); tests pin them.
"""

import os

wsgi_app = "mentorquilt.config.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("MENTORQUILT_WEB_PROCESSES", "2"))
threads = int(os.environ.get("MENTORQUILT_WEB_THREADS", "4"))
timeout = 30
graceful_timeout = 25
max_requests = 2000
max_requests_jitter = 200
proc_name = "mentorquilt-web"
accesslog = None
loglevel = "warning"
# Django configures the loggers; gunicorn's own two go through the same JSON lines.
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "mentorquilt.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
