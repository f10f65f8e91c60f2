"""Accounts, memberships and staff rights."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from mentorquilt.members import states


class Members(BaseUserManager["Member"]):
    """Makes accounts with a lower-cased address and, unless one is given, no usable password."""

    def create_user(self, email: str, password: str | None = None, **also: Any) -> "Member":
        """Make one account."""
        member = self.model(email=email.strip().lower(), **also)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def get_by_natural_key(self, username: str | None) -> "Member":
        """Find an account by address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class Member(AbstractBaseUser):
    """A person known to the society, with one account (M1). ``email`` is the address chosen for mail.

    ``name`` is for accounts without a profile (staff, assistants); a physician's name stands on the profile.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=10, choices=states.Kind, default=states.Kind.MEMBER)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(null=True, blank=True)
    check_asked_at = models.DateTimeField(null=True, blank=True)
    address_chosen_at = models.DateTimeField(null=True, blank=True)
    demo_label = models.CharField(max_length=40, blank=True, default="")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Members()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_account_per_address"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_nameless(self) -> bool:
        """Return whether only an address is known: somebody typed it at the front door and never said who she is."""
        profile = getattr(self, "profile", None) if self.kind == states.Kind.GUEST else None
        return profile is not None and not profile.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Membership(models.Model):
    """What the society's membership list says of a person (S-23)."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="membership")
    number = models.CharField(max_length=40, blank=True, default="")
    member_class = models.CharField(max_length=60, blank=True, default="")
    status = models.CharField(
        max_length=10, choices=states.MembershipStatus, default=states.MembershipStatus.PENDING
    )
    valid_until = models.DateField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member_id} {self.status}"


class Grant(models.Model):
    """A staff right with its scope; ``scope_id`` is the ref of the program or SIG, empty for the whole society."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=states.Role)
    scope_kind = models.CharField(max_length=10, choices=states.Scope)
    scope_id = models.CharField(max_length=40, blank=True, default="")
    until = models.DateTimeField(null=True, blank=True)
    stands_in_for = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "role", "scope_kind", "scope_id"], name="one_grant_each"
            ),
            models.CheckConstraint(
                condition=models.Q(scope_kind="society", scope_id="")
                | (~models.Q(scope_kind="society") & ~models.Q(scope_id="")),
                name="grant_scope_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.role} {self.scope_kind} {self.scope_id}"


class MembershipFeed(models.Model):
    """One reading of the society's membership list, with what it changed and which rows were not understood (D-10)."""

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=10, choices=states.FeedSource)
    file_name = models.CharField(max_length=160, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="", db_index=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    failure = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.at:%Y-%m-%d %H:%M}"
