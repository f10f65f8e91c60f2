"""Links of a failed mail made anew for the address that its reader has now."""

from collections.abc import Callable

from mentorquilt.mail import veils
from mentorquilt.mail.models import Mail
from mentorquilt.mail.states import MailState


def renew_links(*, mail: Mail, renew: Callable[[str], str]) -> bool:
    """Put what ``renew`` makes of each signed word into a failed mail; returns whether it still had failed."""
    words = veils.renewed(mail.body, renew)
    return bool(Mail.objects.filter(pk=mail.pk, state=MailState.FAILED).update(body=words))
