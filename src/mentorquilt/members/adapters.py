"""How allauth meets the house: its mails become rows, nobody signs up alone, keys are asked of staff only, and the
society's sign-on leads to an account by its issuer and subject.
"""

import hashlib
import logging
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from mentorquilt.mail import actions as mail
from mentorquilt.members import access, actions, mails, queries
from mentorquilt.members.models import Member
from mentorquilt.records import text
from mentorquilt.society import queries as society

WORDS: dict[str, str | Promise] = {
    "account_inactive": lazy("This account is closed. Write to the office to open it again."),
    "cannot_remove_primary_email": lazy("Your mail goes there. Send it elsewhere first."),
    "duplicate_email": lazy("You have this address already."),
    "email_password_mismatch": lazy(
        "Address and password do not fit. Ask for a code instead; it signs you in too."
    ),
    "enter_current_password": lazy("This is not the present password."),
    "incorrect_code": lazy("This is not the code of the latest mail. Look again, or ask for a new one."),
    "incorrect_password": lazy("This is not the password. Try again, or use another way."),
    "max_email_addresses": lazy("You have %d addresses, and no more can be kept. Remove one first."),
    "too_many_login_attempts": lazy("That was tried too often. Wait five minutes, then ask for a new code."),
    "unverified_primary_email": lazy("Confirm the address first: ask for a code and enter it."),
    "rate_limited": lazy("A moment, please: a code was sent just now."),
}
KEY_WORDS: dict[str, str | Promise] = {
    "cannot_delete_authenticator": lazy("This key cannot be taken away."),
    "cannot_generate_recovery_codes": lazy(
        "Set up a passkey or an app first; recovery codes are for losing it."
    ),
    "incorrect_code": lazy("These digits do not fit. Wait for the next ones and enter those."),
    "unverified_email": lazy("Confirm your addresses first, under “Addresses”."),
}
KEYS_STAGE = "allauth.mfa.stages.AuthenticateStage"
FRESH_SECONDS = 15 * 60

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter with mail as rows and no way to sign up without an invitation."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        event = template_prefix.rsplit("/", 1)[-1]
        role = mails.ROLE_OF_TEMPLATE.get(event, mails.ACCOUNT_NOTICE)
        now = timezone.now()
        told = {"code": context.get("code", ""), "address": email, "event": mails.event_words(event)}
        mail.draft(
            role=role,
            key=business_key(
                role.slug, email, event, str(context.get("code") or context.get("timestamp") or now.date())
            ),
            address=email,
            to=queries.by_addresses([email]).get(email.lower()),
            context={name: told[name] for name in role.placeholders},
            now=now,
        )

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Refuse an address that is chosen for mail in another account, even when its owner proves it."""
        if Member.objects.filter(email=email_address.email).exclude(pk=email_address.user_id).exists():
            told = {"email": email_address.email}
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt", told)
            return False
        return bool(super().confirm_email(request, email_address))

    def pre_login(self, request: HttpRequest, user: Member, **kwargs: Any) -> HttpResponse | None:
        """Count a code that was entered as proof of its address, so that no second code is asked for."""
        for record in get_authentication_records(request, user):
            if record["method"] == "code" and record.get("email"):
                actions.confirm_address(member=user, address=record["email"])
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def get_login_stages(self) -> list[str]:
        stages: list[str] = super().get_login_stages()
        return [
            f"{KeysOfStaff.__module__}.{KeysOfStaff.__name__}" if stage == KEYS_STAGE else stage
            for stage in stages
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Ask a physician once which address mail should go to, then go home."""
        member: Any = request.user
        if access.is_physician(member) and member.address_chosen_at is None:
            return reverse("members:address")
        url: str = super().get_login_redirect_url(request)
        return url

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask staff again as allauth does; ask a member only when the sign-in is not fresh any more."""
        request = self.request
        if request is not None and not access.is_staff(request.user):
            records = get_authentication_records(request, request.user)
            if records and time.time() - records[-1]["at"] < FRESH_SECONDS:
                return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class KeysOfStaff(AuthenticateStage):
    """After a code, ask staff for their key as well; to a member a key is another way in, not a lock."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return access.is_staff(self.login.user) and bool(super()._should_handle(request))


class KeysAdapter(DefaultMFAAdapter):
    """Passkeys and authenticator apps under the society's name, their secrets encrypted."""

    error_messages = {**DefaultMFAAdapter.error_messages, **KEY_WORDS}

    def get_totp_issuer(self) -> str:
        return society.current().short_name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": society.current().name}

    def get_public_key_credential_user_entity(self, user: Member) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": queries.called(user)}

    def generate_authenticator_name(self, user: Member, type: str) -> str:  # noqa: A002 - allauth's name
        return _("Passkey of %(day)s") % {"day": timezone.localdate().isoformat()}

    def encrypt(self, text_: str) -> str:
        return text.seal(text_)

    def decrypt(self, encrypted_text: str) -> str:
        return text.unseal(encrypted_text)


class SignOnAccounts(DefaultSocialAccountAdapter):
    """Who is who when the society's sign-on vouches for somebody: nobody new, and nobody by address alone."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the providers of the settings; rows of the database name none."""
        apps = [
            SocialApp(provider=kind, **{"provider_id": "", "secret": "", **told})
            for kind, one in settings.SOCIALACCOUNT_PROVIDERS.items()
            for told in one["APPS"]
        ]
        asked = [app for app in apps if provider in {None, app.provider, app.provider_id or None}]
        return [app for app in asked if client_id in {None, app.client_id}]

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        return sociallogin.user

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def authenticate_by_email(self, login: SocialLogin) -> tuple[Member, str] | None:
        """Return whose account an unknown subject may open by its address, or None, which is the rule.

        Only where the provider answers for the address's domain and says that it checked the address; never for
        staff, and never into an account that another subject opens already.
        """
        domains = set(login.provider.app.settings.get("domains", ()))
        for row in login.email_addresses:
            found = queries.by_addresses([row.email]).get(row.email.lower())
            if not row.verified or row.email.rpartition("@")[2].lower() not in domains or found is None:
                continue
            if not access.is_staff(found) and not SocialAccount.objects.filter(user=found).exists():
                return found, row.email
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse a subject nobody connected, before anything of the session changes."""
        if sociallogin.state.get("process") == "connect":
            return
        if not sociallogin.is_existing:
            log.warning("sign-on of an unknown subject")
            raise ImmediateHttpResponse(render(request, "socialaccount/unknown.html", status=403))
        if by_address := sociallogin._did_authenticate_by_email:  # noqa: SLF001 - allauth keeps it there alone
            actions.confirm_address(member=sociallogin.user, address=by_address)

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None,
                                exception: Any = None, extra_context: Any = None) -> None:  # fmt: skip
        why = str(exception) if type(exception).__name__ == "OAuth2Error" else type(exception).__name__
        log.warning("sign-on refused", extra={"facts": {"error": error, "why": why[:120]}})

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")


def business_key(*parts: str) -> str:
    """Return a mail's key: the same code to the same address, or the same news of one moment, is one mail."""
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return f"{parts[0]}:{digest}"
