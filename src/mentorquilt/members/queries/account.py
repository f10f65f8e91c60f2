"""The signed-in person as the header shows her: name, face, the pages of her own account."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorquilt.members.models import Member
from mentorquilt.members.states import Kind

Link = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Account:
    """What the account menu shows; ``links`` are label, address and whether it is the present page."""

    name: str
    photo: str
    links: list[Link]


def account(member: Member, path: str) -> Account:
    """Return the header's account menu; one query."""
    facts = (
        Member.objects.filter(pk=member.pk).values_list("profile__full_name", "name", "photo__digest").first()
    )
    full_name, own_name, digest = facts or ("", "", None)
    photo = reverse("members:photo", args=[member.ref, digest]) if digest else ""
    return Account(full_name or own_name or member.email, photo, account_pages(member, path))


def account_pages(member: Member, path: str) -> list[Link]:
    """Return the pages of somebody's own account; the first two only where there is a profile."""
    pages = [
        (_("Addresses"), reverse("account_email")),
        (_("Ways to sign in"), reverse("mfa_index")),
        (_("Your data"), reverse("members:data")),
    ]
    if member.kind in {Kind.MEMBER, Kind.GUEST}:
        own = [(_("Edit profile"), reverse("members:edit")), (_("Only you"), reverse("members:private"))]
        pages = [*own, *pages]
    return [(words, url, path == url) for words, url in pages]
