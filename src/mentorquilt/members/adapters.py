"""How allauth meets the house: its mails become rows, signing up by oneself is closed until a program opens it."""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone

from mentorquilt.mail import actions as mail
from mentorquilt.members import mails
from mentorquilt.members.models import Member


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter with mail as rows and no way to sign up without an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        role = mails.ROLE_OF_TEMPLATE.get(template_prefix.rsplit("/", 1)[-1], mails.ACCOUNT_NOTICE)
        told = {"code": context.get("code", ""), "address": email, "event": mails.event_words(template_prefix)}
        mail.draft(
            role=role,
            key=f"{role.slug}:{secrets.token_hex(12)}",
            address=email,
            to=Member.objects.filter(email=email.lower()).first(),
            context={name: told[name] for name in role.placeholders},
            now=timezone.now(),
        )
