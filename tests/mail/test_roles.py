"""Every registered role can be previewed and says what a mail must say."""

import re

import pytest

from mentorquilt.mail import actions, roles

BRACE = re.compile(r"\{[a-z_]+\}")


@pytest.mark.parametrize("role", roles.all_roles(), ids=lambda role: role.slug)
def test_the_sample_fills_every_brace(role):
    filled = actions.fill(str(role.subject) + str(role.body), role.sample)

    assert BRACE.findall(filled) == []


@pytest.mark.parametrize("role", roles.all_roles(), ids=lambda role: role.slug)
def test_words_are_short_and_calm(role):
    assert "!" not in f"{role.subject}{role.body}"
    assert len(str(role.body).split()) <= 120
    assert "Mentorquilt" not in str(role.subject)


def test_a_role_without_a_full_sample_is_refused():
    with pytest.raises(ValueError, match="no sample for name"):
        roles.register(roles.Role("x", "p", "s", "{name}", frozenset({"name"})))
