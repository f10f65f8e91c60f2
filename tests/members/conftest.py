"""What the room's tests share."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.members import identity


@pytest.fixture
def provider(settings) -> Iterator[identity.Provider]:
    """An OpenID provider on loopback that the settings name."""
    cache.clear()
    with identity.running() as found:
        app = {
            "name": "Society login",
            "client_id": identity.CLIENT,
            "secret": identity.SECRET,
            "settings": {"server_url": found.url, "domains": [], "oauth_pkce_enabled": True},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"sso": {"APPS": [app]}}
        settings.BASE_URL = "http://testserver"
        found.app = app
        yield found
