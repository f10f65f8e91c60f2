"""What a mail provider tells by web hook: bounces and refusals, signed with the shared secret."""

from typing import Any

from django.utils import timezone

from mentorquilt.mail import actions

HARD = frozenset({"bounced", "invalid"})


def provider_told(sender: Any, event: Any, esp_name: str, **more: Any) -> None:
    """Count a bounce or a refusal; everything else a provider tells is none of our business."""
    if event.event_type not in {"bounced", "rejected"} or not event.recipient:
        return
    reason = " ".join(str(event.mta_response or event.description or event.reject_reason or "").split())
    named = event.event_id or f"{event.message_id}:{event.recipient}:{event.event_type}"
    actions.told_of_bounce(
        event=f"{esp_name}:{named}",
        address=event.recipient,
        reason=reason or "no reason given",
        is_hard=event.reject_reason in HARD,
        now=timezone.now(),
    )
