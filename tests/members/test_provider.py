"""What an OpenID provider says is judged: thirty answers that do not hold (D-10)."""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.test import Client

from tests.members import identity
from tests.members.identity import GO, back, connected, who, whole

pytestmark = [pytest.mark.django_db, pytest.mark.guarantee]


def forged(text: str) -> str:
    """Return a token without a signature (alg none), its claims kept."""
    head = base64.urlsafe_b64encode(json.dumps({"alg": "none", "kid": "k1"}).encode()).rstrip(b"=").decode()
    return f"{head}.{text.split('.')[1]}."


def with_other_claims(text: str) -> str:
    """Return a token whose claims were changed under the old signature."""
    head, body, signature = text.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    changed = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "s-9"}).encode()).rstrip(b"=").decode()
    return f"{head}.{changed}.{signature}"


OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
NOW = int(time.time())
BAD = {
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "issuer with a slash more": {"claims": {"iss": "http://127.0.0.1/"}},
    "no issuer": {"claims": {"iss": None}},
    "another audience": {"claims": {"aud": "another client"}},
    "no audience": {"claims": {"aud": None}},
    "audience among others, made for another": {
        "claims": {"aud": [identity.CLIENT, "other"], "azp": "other"}
    },
    "another nonce": {"claims": {"nonce": "made for another browser"}},
    "no nonce": {"claims": {"nonce": None}},
    "expired": {"claims": {"iat": NOW - 7200, "exp": NOW - 3600}},
    "never expires": {"claims": {"exp": None}},
    "not yet valid": {"claims": {"nbf": NOW + 3600}},
    "no moment": {"claims": {"iat": None}},
    "no subject": {"claims": {"sub": None}},
    "an empty subject": {"claims": {"sub": ""}},
    "a subject that is no text": {"claims": {"sub": 7}},
    "signed by another key": {"signed": (OTHER, "RS256")},
    "signed with the client's secret": {"signed": (identity.SECRET.ljust(32, "."), "HS256")},
    "a key nobody knows": {"kid": "k2"},
    "no signature": {"token": forged},
    "a changed claim": {"token": with_other_claims},
    "a cut signature": {"token": lambda text: text[:-8]},
    "no token": {"token": lambda text: ""},
    "nonsense for a token": {"token": lambda text: "a.b.c"},
    "another state": {"back": {"state": "invented"}},
    "a code of another": {"back": {"code": "stolen"}},
    "an error": {"back": {"error": "server_error"}},
    "the provider by another name": {"discovery": {"issuer": "https://evil.example"}},
    "no keys": {"discovery": {"jwks_uri": None}},
    "two people at once": {"claims": {"email": None}, "userinfo": {"sub": "s-2"}},
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_hold_is_refused_and_leaves_nobody_signed_in(provider, name):
    member = connected(provider)
    cache.clear()
    provider.faults = BAD[name]
    client = Client()

    first = client.post(GO)
    if first.status_code == 302:
        query = parse_qs(urlsplit(first["Location"]).query)
        first = back(client, provider, {key: values[0] for key, values in query.items()})

    assert first.status_code == 401, name
    assert who(client) == ""
    assert SocialAccount.objects.get().user == member
    words = first.content.decode()
    assert "The sign-on did not work" in words
    assert identity.SECRET not in words
    assert "Traceback" not in words


def test_the_public_key_does_not_serve_as_a_secret(provider):
    """RS256 told as HS256, with the provider's public key as the shared secret."""
    connected(provider)
    public = provider.keys.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    def resigned(text: str) -> str:
        head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"k1"}').rstrip(b"=")
        body = text.split(".")[1].encode()

        mark = hmac.new(public, head + b"." + body, hashlib.sha256).digest()
        return b".".join([head, body, base64.urlsafe_b64encode(mark).rstrip(b"=")]).decode()

    provider.faults = {"token": resigned}
    client = Client()
    assert (whole(client, provider).status_code, who(client)) == (401, "")
