"""What a provider tells of bounces, through its own web hook with the shared secret."""

import base64
import json

import pytest
from anymail.signals import AnymailTrackingEvent, tracking
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from django.core.exceptions import SuspiciousOperation
from django.test import RequestFactory

from mentorquilt.config import ways
from mentorquilt.mail import actions, receivers, roles
from mentorquilt.mail.models import Address, Mail
from mentorquilt.mail.states import MailState
from tests.factories.programs import NOW
from tests.factories.society import society

ROLE = roles.Role("test.receiver", "tests", "Hello", "Good day.", frozenset())
BOUNCE = {
    "RecordType": "Bounce", "ID": 42, "Type": "HardBounce", "MessageID": "1", "Email": "gone@x.org",
    "Description": "no such user", "BouncedAt": "2026-03-02T15:00:00Z",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(settings):
    society()
    settings.ANYMAIL = {"WEBHOOK_SECRET": "robin:open"}
    tracking.connect(receivers.provider_told, dispatch_uid="test")
    mail = actions.draft(role=ROLE, key="k", address="gone@x.org", context={}, now=NOW)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW)
    yield mail
    tracking.disconnect(dispatch_uid="test")


def post(said: dict, secret: str = "robin:open") -> int:
    view = PostmarkTrackingWebhookView.as_view()
    sign = base64.b64encode(secret.encode()).decode()
    request = RequestFactory().post(
        "/mail/hook/postmark/tracking/",
        json.dumps(said),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Basic {sign}",
    )
    return view(request).status_code


def test_a_bounce_is_counted_once_however_often_it_is_told(sent):
    assert [post(BOUNCE), post(BOUNCE)] == [200, 200]

    assert Address.objects.get().hard_bounces == 1
    sent.refresh_from_db()
    assert sent.failure.startswith("Came back:")


@pytest.mark.guarantee
def test_nobody_without_the_secret_is_heard(sent):
    with pytest.raises(SuspiciousOperation):  # answered with 400
        post(BOUNCE, secret="robin:guess")
    assert not Address.objects.exists()


def test_an_address_we_never_wrote_to_and_other_news_count_nothing(sent):
    post({**BOUNCE, "Email": "else@x.org"})
    for kind in ("opened", "delivered", "clicked"):
        event = AnymailTrackingEvent(event_type=kind, recipient="gone@x.org", event_id=kind)
        receivers.provider_told(sender=None, event=event, esp_name="x")

    assert not Address.objects.exists()


def test_hooks_exist_only_with_a_provider_and_a_secret(monkeypatch):
    assert ways.hooks({"WEBHOOK_SECRET": "a:b"}) == []
    monkeypatch.setenv("MENTORQUILT_MAIL_PROVIDER", "postmark")
    assert ways.hooks({}) == []
    assert [pattern.name for pattern in ways.hooks({"WEBHOOK_SECRET": "a:b"})] == [
        "postmark_tracking_webhook"
    ]
