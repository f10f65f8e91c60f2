"""The search over the members list: words and filters. Anything unknown in an address is ignored, never an error."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members import states
from mentorquilt.members.forms.parts import headed
from mentorquilt.members.models import TermKind
from mentorquilt.members.queries import Filters, Labels

ROLES = [("", _("Everybody")), ("open", _("Mentors with room now")), ("mentor", _("All who mentor"))]
Rows = list[tuple[str, str]]


def _select(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


class SearchForm(ui.forms.Form):
    """Words, and what the people found must be or offer."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("A name, a topic, a rare term"), "autocomplete": "off"}
        ),
    )
    role = forms.ChoiceField(label=_("Who"), choices=ROLES, required=False)
    type = _select(_("Kind of mentor"))
    topic = _select(_("Topic"))
    specialty = _select(_("Specialty"))
    stage = _select(_("Career stage"))
    setting = _select(_("Setting"))
    place = _select(_("Where"))
    through = _select(_("Came through"))
    turn1 = _select(_("Career path: first"))
    turn2 = _select(_("Then"))
    turn3 = _select(_("And then"))

    def __init__(
        self, *args: Any, labels: Labels, places: Any, may_read_experiences: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_read_experiences:
            del self.fields["through"]
        turns = [one for one in headed(states.Turn.choices) if one[0] != states.Turn.OTHER]
        everything: dict[str, Any] = {
            "type": labels.type_choices(),
            "topic": labels.grouped(TermKind.TOPIC),
            "specialty": labels.choices(TermKind.SPECIALTY),
            "stage": headed(states.Stage.choices),
            "setting": headed(states.Setting.choices),
            "place": places,
            "through": headed(states.ExperienceKind.choices),
            "turn1": turns,
            "turn2": turns,
            "turn3": turns,
        }
        for name, choices in everything.items():
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = [("", _("Any")), *choices]

    def filters(self) -> Filters:
        """Return what is searched for; a value that is not on offer counts as not given."""
        self.full_clean()
        known = {name: value for name, value in self.cleaned_data.items() if name in self.fields and value}
        return Filters(**known)

    def chosen(self, sent: QueryDict) -> Rows:
        """Return each filter in words, with the address of the same search without it."""
        rows = []
        for name, value in self.cleaned_data.items():
            if not value or name == "q":
                continue
            rest = sent.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            rows.append((self._words(name, value), f"?{rest.urlencode()}"))
        return rows

    def _words(self, name: str, value: str) -> str:
        field: Any = self.fields[name]
        for key, words in field.choices:
            if isinstance(words, list | tuple):
                inner = dict(words)
                if value in inner:
                    return str(inner[value])
            elif key == value:
                return str(words)
        return value
