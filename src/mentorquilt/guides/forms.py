"""Forms of guides: the search in the library, and writing one."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt.guides.models import Guide
from mentorquilt.guides.states import Audience, Milestone
from mentorquilt.members import queries as people
from mentorquilt.members.models import TermKind
from mentorquilt.ui import forms as ui
from mentorquilt.ui import pickers


class SearchForm(ui.Form):
    """Words and filters over the library; anything unknown in an address counts as not given."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=120,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "placeholder": _("Contracts, time zones, silence …"),
                "autocomplete": "off",
            }
        ),
    )
    audience = forms.ChoiceField(label=_("For"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, topics: list[tuple[str, str]], is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audiences = [(one.value, one.label.capitalize()) for one in (Audience.MENTEE, Audience.MENTOR)]
        if is_staff:
            audiences.append((Audience.STAFF.value, Audience.STAFF.label.capitalize()))
        fields: Any = self.fields
        fields["audience"].choices = [("", _("Everybody")), *audiences]
        fields["topic"].choices = [("", _("Any topic")), *topics]

    def narrowed(self) -> dict[str, str]:
        """Return words, audience and topic; what is not on offer is left out."""
        self.full_clean()
        given = self.cleaned_data
        return {
            "words": given.get("q", ""),
            "audience": given.get("audience", ""),
            "topic": given.get("topic", ""),
        }


class GuideForm(ui.ModelForm):
    """One guide: its words in Markdown, who wrote it and where from, whom it is for."""

    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=pickers.TermsWidget)
    milestone = forms.ChoiceField(label=_("When it helps most"), required=False, choices=Milestone.choices)
    reviewed_on = forms.DateField(
        label=_("Last reviewed"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    purposes: ClassVar[dict[str, Any]] = {
        "summary": _("Stands below the title and in the library. What will somebody know afterwards?"),
        "body": _(
            "Markdown: a blank line between paragraphs, ## for a heading, - for a list, **strong**, [words](address)."
        ),
        "author": _("Who answers for the words. Stands on the page."),
        "source": _("What the facts rest on, so that a reader can look it up."),
        "is_sponsored": _("The page and the library say so wherever the guide appears."),
    }

    class Meta:
        model = Guide
        fields = (
            "title",
            "summary",
            "body",
            "author",
            "source",
            "reviewed_on",
            "audience",
            "topics",
            "milestone",
            "is_sponsored",
            "sponsor",
        )
        widgets: ClassVar[dict[str, Any]] = {
            "body": forms.Textarea(attrs={"rows": 20}),
            "summary": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, labels: people.Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics: Any = self.fields["topics"]
        topics.choices = labels.grouped(TermKind.TOPIC, self.instance.topics or [])

    def clean(self) -> dict[str, Any]:
        """A sponsored guide names its sponsor."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("is_sponsored") and not given.get("sponsor"):
            self.add_error("sponsor", _("Say who sponsors it; the page names the sponsor."))
        return given
