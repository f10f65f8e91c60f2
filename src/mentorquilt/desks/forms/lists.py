"""Mentor types and topics as a society adds, rewords and hides them."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mentorquilt import ui
from mentorquilt.members.models import MentorType, Term
from mentorquilt.ui.pictures import patches

COLOR_WORDS = {
    "clinical": _("teal"),
    "career": _("indigo"),
    "life": _("rust"),
    "research": _("violet"),
    "peer": _("olive"),
    "navigation": _("amber"),
    "rose": _("rose"),
    "slate": _("slate"),
    "forest": _("forest"),
    "copper": _("copper"),
    "sky": _("sky"),
    "plum": _("plum"),
}
PATTERN_WORDS = {
    "cross": _("cross"),
    "geese": _("flying geese"),
    "wave": _("wave"),
    "hex": _("honeycomb"),
    "diamond": _("diamonds"),
    "star": _("star"),
    "rail": _("rail fence"),
    "check": _("checks"),
    "leaf": _("leaf"),
    "log": _("log cabin"),
    "ring": _("rings"),
    "weave": _("weave"),
}


class Patches(forms.RadioSelect):
    """Colors or patterns to choose, each drawn as a patch beside its name."""

    template_name = "desks/widgets/patches.html"

    def __init__(self, *args: Any, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.what = what

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the patch to the option: a color on plain checks, a pattern on slate."""
        option = super().create_option(name, value, *args, **kwargs)
        color, pattern = (value, "check") if self.what == "color" else ("slate", value)
        return option | {"color": str(color), "pattern": str(pattern)}


class TypeForm(ui.forms.Form):
    """A mentor type: what it is called, what it is, how it looks on the quilt."""

    label = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"dir": "auto"}))
    about = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    color = forms.ChoiceField(
        label=_("Color"), choices=list(COLOR_WORDS.items()), widget=Patches(what="color"), initial="rose"
    )
    pattern = forms.ChoiceField(
        label=_("Pattern"),
        choices=list(PATTERN_WORDS.items()),
        widget=Patches(what="pattern"),
        initial="leaf",
    )
    counts_as_gap = forms.BooleanField(
        label=_("Everybody should have one: show it as a gap"), required=False, initial=True
    )
    purposes: ClassVar[dict[str, Any]] = {
        "label": _("One word people say: “Leadership”."),
        "about": _("Stands below the name wherever somebody ticks it."),
        "pattern": _("Color alone is not seen by everybody; the pattern tells the same."),
        "counts_as_gap": _("Without it the quilt of somebody who has none shows no hole."),
    }
    seen_by: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("label", "about", "color", "pattern", "counts_as_gap"), ui.forms.MEMBERS
    )

    def __init__(self, *args: Any, kind: MentorType | None = None, **kwargs: Any) -> None:
        self.kind = kind
        if kind is not None:
            facts = {name: getattr(kind, name) for name in ("label", "about", "color", "counts_as_gap")}
            pattern = patches.pattern_name(kind.pattern)
            kwargs.setdefault("initial", {**facts, "pattern": pattern})
        super().__init__(*args, **kwargs)

    def clean_label(self) -> str:
        """Two types of one name would look like one."""
        return _unlike(self.cleaned_data["label"], MentorType.objects.all(), self.kind)


class TopicForm(ui.forms.Form):
    """A topic and the mentor type it stands under."""

    label = forms.CharField(label=_("Topic"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    parent = forms.ChoiceField(label=_("Under"))
    purposes: ClassVar[dict[str, Any]] = {
        "label": _("As a member would say it: “Starting a service”."),
        "parent": _("The mentor type whose patch it carries."),
    }
    seen_by: ClassVar[dict[str, Any]] = dict.fromkeys(("label", "parent"), ui.forms.MEMBERS)

    def __init__(self, *args: Any, topic: Term | None = None, types: list[MentorType], **kwargs: Any) -> None:
        self.topic = topic
        if topic is not None:
            kwargs.setdefault("initial", {"label": topic.label, "parent": topic.parent})
        super().__init__(*args, **kwargs)
        kept = topic.parent if topic else ""
        shown = [(one.slug, one.label) for one in types if not one.is_hidden or one.slug == kept]
        self.fields["parent"].choices = shown  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        """Two topics of one name would look like one."""
        return _unlike(self.cleaned_data["label"], Term.objects.filter(kind="topic"), self.topic)


def _unlike(label: str, rows: Any, own: MentorType | Term | None) -> str:
    """Return the label, or refuse it when another row has it, whatever its case."""
    words = " ".join(label.split())
    others = rows.filter(label__iexact=words).exclude(pk=own.pk if own else None)
    if others.exists():
        raise forms.ValidationError(_("There is one of this name already, perhaps hidden. Change that one."))
    return words
