"""Tables of mail: the mails themselves, and wordings that a program edited."""

import uuid

from django.conf import settings
from django.db import models

from mentorquilt.mail import roles, states
from mentorquilt.records.text import EncryptedJSON, EncryptedText


class MailQuerySet(models.QuerySet["Mail"]):
    """Which mails are due, stale or old."""

    def due(self, now: object) -> "MailQuerySet":
        """Return approved mails whose hold is over."""
        return self.filter(state=states.MailState.APPROVED, hold_until__lte=now)

    def of_batch(self, batch: str) -> "MailQuerySet":
        """Return the mails of a batch that were not taken out."""
        return self.filter(batch=batch).exclude(state=states.MailState.DISCARDED)

    def not_left(self) -> "MailQuerySet":
        """Return mails that surely nobody has: one that was tried before may have arrived."""
        waits = models.Q(state__in=[states.MailState.DRAFT, states.MailState.WAITING])
        return self.filter(waits | models.Q(state=states.MailState.APPROVED, tries=0))

    def held(self, now: object) -> "MailQuerySet":
        """Return mails whose reader cannot have them yet: drafts, and those whose first hold is not over."""
        first = models.Q(state=states.MailState.APPROVED, tries=0, hold_until__gt=now)
        return self.filter(models.Q(state=states.MailState.DRAFT) | first)

    def asked_for(self) -> "MailQuerySet":
        """Return mails that their readers asked for a moment ago, such as codes to sign in."""
        return self.filter(role__in=[role.slug for role in roles.all_roles() if roles.is_asked_for(role)])


class Mail(models.Model):
    """One mail to one address. The business key makes a retried action write it once.

    ``odd`` holds slugs of what a reviewer should look at twice (``oddities.find``), set when the words are made.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=160, unique=True)
    role = models.CharField(max_length=60, db_index=True)
    state = models.CharField(
        max_length=12, choices=states.MailState, default=states.MailState.DRAFT, db_index=True
    )
    to = models.ForeignKey("members.Member", null=True, on_delete=models.CASCADE, related_name="mails")
    to_address = models.EmailField()
    program = models.ForeignKey("programs.Program", null=True, on_delete=models.SET_NULL, related_name="+")
    reply_to = models.EmailField(default="", blank=True)
    sender_name = models.CharField(max_length=120, default="", blank=True)
    subject = models.CharField(max_length=250, default="")
    context = EncryptedJSON(default=dict)
    body = EncryptedText(default="")
    private = models.BooleanField(default=False)
    drafted_at = models.DateTimeField()
    hold_until = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, default="")
    batch = models.CharField(max_length=80, blank=True, default="", db_index=True)
    odd = models.CharField(max_length=120, blank=True, default="")
    edited_at = models.DateTimeField(null=True)
    edited_by = models.ForeignKey("members.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("members.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="gathered")

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "hold_until"], name="mail_due"),
            models.Index(fields=["to", "sent_at"], name="mail_budget"),
            models.Index(fields=["batch", "state", "role"], name="mail_of_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.role} to {self.to_address}"

    @property
    def message_id(self) -> str:
        """Return the Message-ID, the same on every attempt."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
        return f"<{self.ref}@{domain}>"


class Wording(models.Model):
    """A role's words as one program (or, without one, the whole society) edited them."""

    role = models.CharField(max_length=60)
    program = models.ForeignKey("programs.Program", null=True, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=250)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["role", "program"], name="one_wording_per_program"),
            models.UniqueConstraint(
                fields=["role"], condition=models.Q(program=None), name="one_wording_for_the_society"
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Address(models.Model):
    """What delivery taught us about one address: bounces count, and two hard ones suspend it (P5)."""

    address = models.EmailField(max_length=254, unique=True)
    hard_bounces = models.PositiveSmallIntegerField(default=0)
    soft_bounces = models.PositiveSmallIntegerField(default=0)
    last_bounce_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, default="")
    suspended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.address


class Preference(models.Model):
    """Which mails somebody wants: classes she stopped, and whether program mail comes in the digest alone."""

    member = models.OneToOneField("members.Member", on_delete=models.CASCADE, related_name="mail_preference")
    stopped = models.JSONField(default=list, blank=True)
    digest_only = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{len(self.stopped)} stopped"


class Incoming(models.Model):
    """A mail that came to us: a reply to pass on or a bounce. The row is the job; ``raw`` is dropped when handled."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=states.IncomingState, default=states.IncomingState.NEW, db_index=True
    )
    raw = EncryptedText(default="")
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.state} {self.received_at:%Y-%m-%d %H:%M}"
