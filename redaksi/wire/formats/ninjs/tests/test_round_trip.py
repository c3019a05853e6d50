import json
from dataclasses import fields, replace
from datetime import UTC

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import StoryCopy
from redaksi.wire import ninjs
from redaksi.wire.formats.ninjs import write
from redaksi.wire.ninjs import CARRIED, VERSIONS
from redaksi.wire.status import Status
from redaksi.wire.tests import copies

BODIES = copies.bodies(
    copies.TEXTS,
    copies.HEADINGS,
    copies.LISTS,
    copies.PHOTO_BLOCKS,
    copies.GALLERIES,
    copies.QUOTES,
    copies.FACTBOXES,
    copies.EMBEDS,
    copies.TABLES,
    copies.RELATED,
)
STORIES = st.builds(
    copies.with_later_change,
    st.builds(copies.with_words_for_lead, copies.stories(BODIES), copies.MAYBE, copies.MAYBE),
    st.integers(0, 3),
)


def read(written):
    received = ninjs.received(json.loads(written), UTC)
    return received.copy, received.notes


@pytest.mark.parametrize("version", VERSIONS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(copy=STORIES)
def test_what_is_written_is_read_again_and_valid(version, copy):
    again, notes = read(write(copy, version=version))
    for name in CARRIED:
        assert getattr(again, name) == getattr(copy, name), name
    assert notes == []


def test_what_ninjs_does_not_say_is_known():
    assert {each.name for each in fields(StoryCopy) if each.compare} - set(CARRIED) == {"is_published_at_approximate"}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(copy=STORIES)
def test_of_a_withdrawn_story_only_its_name_goes_out(copy):
    copy = replace(copy, dek="RAHASIA", ed_note="RAHASIA", slugline="x")
    written = write(copy, status=Status.CANCELED)
    assert b"RAHASIA" not in written
    received = ninjs.received(json.loads(written), UTC)
    assert (received.status, received.copy.identifier) == (Status.CANCELED, copy.identifier)
    assert (received.copy.headline, received.copy.body) == (copy.headline, [])
