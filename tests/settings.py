"""The product's settings as tests use them: a variable folder of their own and cheap password hashing.

Everything a promise is about (transaction mode, cookies, CSP, time-outs) stays as it is in the product.
"""

import atexit
import os
import shutil
import tempfile

_var = tempfile.mkdtemp(prefix="mq-")
atexit.register(shutil.rmtree, _var, ignore_errors=True)
os.environ["MENTORQUILT_TESTING"] = "1"
os.environ["MENTORQUILT_VAR"] = _var

from mentorquilt.config.settings import *  # noqa: E402, F403 - settings are made to be taken over whole
from mentorquilt.config.settings import DATABASES, VAR  # noqa: E402

TESTING = True
(VAR / "static").mkdir()
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: threads of the live server need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;PRAGMA secure_delete=ON;"
    )
