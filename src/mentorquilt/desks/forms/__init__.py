"""Forms of pages that join rooms, by subject."""

from mentorquilt.desks.forms.pairs import DeclineForm, MessageForm, ReachForm

__all__ = ["DeclineForm", "MessageForm", "ReachForm"]
