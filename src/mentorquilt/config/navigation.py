"""What stands in the header, by what the signed-in person may do."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from mentorquilt.members import access as members
from mentorquilt.members import queries as people

ENTRIES = (
    (_("Home"), "desks:home", "all"),
    (_("My profile"), "members:mine", "physician"),
    (_("Members"), "members:list", "browse"),
    (_("Groups"), "sigs:list", "browse"),
    (_("Programs"), "programs:list", "all"),
    (_("Guides"), "guides:library", "all"),
    (_("Outbox"), "desks:outbox", "runs"),
    (_("Mailbox"), "desks:mailbox", "demo"),
)


def navigation(request: HttpRequest) -> dict[str, object]:
    """Offer ``nav``: label, address and whether it is the current page; and the header's ``account``."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav": []}
    kinds = members.navigation_kinds(user)
    entries = []
    for label, name, kind in ENTRIES:
        if kind != "all" and kind not in kinds:
            continue
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        current = request.path == url if url == "/" else request.path.startswith(url)
        entries.append({"label": label, "url": url, "current": current})
    nearest = max((str(entry["url"]) for entry in entries if entry["current"]), key=len, default="")
    nav = [entry | {"current": entry["url"] == nearest} for entry in entries]
    return {"nav": nav, "account": people.account(user, request.path)}
