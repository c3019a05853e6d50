"""Two texts are compared as difflib does it, and a text without end takes no time without end."""

import time
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.lib import comparing
from redaksi.lib.comparing import likeness, steps

SECONDS = 5  # of a machine that others use too; difflib needs minutes for each of these


def applied(old, new, told):
    """`old` after these steps; each is checked to begin where the last one ended."""
    found, at, there = [], 0, 0
    for kind, start, end, since, to in told:
        assert (start, since) == (at, there)
        assert (kind == "equal") == (old[start:end] == new[since:to])
        found += old[start:end] if kind == "equal" else new[since:to]
        at, there = end, to
    assert (at, there) == (len(old), len(new))
    return found


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_what_is_short_is_compared_as_difflib_does(old, new):
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    assert (steps(old, new), likeness(old, new)) == (matcher.get_opcodes(), pytest.approx(matcher.ratio()))


@given(st.lists(st.integers(0, 30), max_size=80), st.lists(st.integers(0, 30), max_size=80), st.integers(0, 40))
def test_the_steps_lead_from_one_to_the_other_however_they_were_found(old, new, most):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(comparing, "MOST_PAIRS", most)
        assert applied(old, new, steps(old, new)) == new


def test_a_few_changes_in_a_long_text_are_found_where_they_are():
    words = [word for number in range(20_000) for word in (f"kata{number}", " ")]
    changed = [*words]
    changed[5], changed[20_001], changed[39_998] = "satu", "dua", "tiga"
    del changed[30_000:30_004]
    began = time.monotonic()
    kinds = [(kind, end - start) for kind, start, end, _since, _to in steps(words, changed) if kind != "equal"]
    assert (sum(size for _kind, size in kinds), len(kinds)) == (7, 4)
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kalimat panjang sekali. " * 8_400, "Baru. " + "Kalimat panjang sekali. " * 8_000 + "Lama."),
        ("a" * 200_000, "b" + "a" * 150_000 + "b"),
        (f"{3**500_000:x}", f"{7**280_000:x}"),
    ],
    ids=["repeated", "one letter", "noise"],
)
def test_the_worst_texts_take_no_time_without_end(old, new):
    began = time.monotonic()
    assert applied(list(old), list(new), steps(list(old), list(new))) == list(new)
    assert time.monotonic() - began < SECONDS
