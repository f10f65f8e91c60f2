"""An OpenID provider on loopback that speaks the protocol: discovery, authorize, token, keys, userinfo, RS256."""

import base64
import contextlib
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from mentorquilt.members.models import Member
from tests.factories import members as make

GO, BACK = "/sign-in/sso/", "/sign-in/sso/back/"
CLIENT, SECRET = "mentorquilt", "a secret of the client"


@dataclass
class Provider:
    """The provider and what it does wrong: each ``faults`` entry replaces a claim or another part of an answer."""

    keys: Any = field(default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048))
    url: str = ""
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1", "email": "nadia@society.org"})
    faults: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        told = {"issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"]}  # fmt: skip
        return told | self.faults.get("discovery", {})

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser is sent back to; the person agreed."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        told = {"code": code, "state": asked["state"]} | self.faults.get("back", {})
        return f"{asked['redirect_uri']}?{urlencode(told)}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        asked = self.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or sent.get("client_secret") != SECRET or asked.get("code_challenge") != proof:
            return None
        return {"access_token": "a", "token_type": "Bearer", "id_token": self.identity(asked)}

    def identity(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked.get("nonce"),
                  **self.person} | self.faults.get("claims", {})  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        key, algorithm = self.faults.get("signed", (self.keys, "RS256"))
        token = jwt.encode(claims, key, algorithm=algorithm, headers={"kid": self.faults.get("kid", "k1")})
        return self.faults.get("token", lambda text: text)(token)

    def jwks(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.keys.public_key()))
        return {"keys": [public | {"kid": "k1", "alg": "RS256", "use": "sig"}]}

    def userinfo(self) -> dict[str, Any]:
        return self.person | self.faults.get("userinfo", {})


class Answers(BaseHTTPRequestHandler):
    """Speaks for the provider that the server carries."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        provider, path = self.server.provider, urlsplit(self.path).path  # type: ignore[attr-defined]
        provider.asked.append(path)
        parts = {"/.well-known/openid-configuration": provider.discovery, "/keys": provider.jwks,
                 "/userinfo": provider.userinfo}  # fmt: skip
        self._tell(parts[path]() if path in parts else None)

    def do_POST(self) -> None:
        provider = self.server.provider  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        provider.asked.append("/token")
        self._tell(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

    def _tell(self, told: dict[str, Any] | None) -> None:
        body = json.dumps(told or {"error": "invalid"}).encode()
        self.send_response(200 if told else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    provider = Provider(url=f"http://127.0.0.1:{server.server_port}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def out(client: Client, **query: str) -> dict[str, str]:
    """Begin, and return what the browser carries to the provider."""
    answer = client.post(GO, query_params=query) if query else client.post(GO)
    assert answer.status_code == 302, answer.content.decode()[:300]
    assert answer["Location"].startswith("http://127.0.0.1")
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def back(client: Client, provider, asked: dict[str, str]):
    """Return with what the provider says."""
    return client.get(provider.authorize(asked).replace("http://testserver", ""))


def whole(client: Client, provider, **query: str):
    return back(client, provider, out(client, **query))


def who(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def connected(provider, email: str = "nadia@society.org") -> Member:
    """Return a member who connected the provider's person, as her account page does."""
    member = make.physician(email=email)
    make.confirmed(member)
    client = Client()
    client.force_login(member, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": time.time(), "email": email}]
    session.save()
    answer = whole(client, provider, process="connect")
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_index"))
    return member
