import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.wire.item import Unreadable
from redaksi.wire.sidecar import dump, load

from .copies import EVERY_BLOCK, LINE, MAYBE, TIMES, bodies, stories

ANY_TEXT = st.text(max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
UNKNOWN_BLOCKS = st.builds(BlockCopy, st.just("sound"), JSON)
WHOLE = stories(
    bodies(EVERY_BLOCK, UNKNOWN_BLOCKS),
    headline=ANY_TEXT,
    ed_note=ANY_TEXT,
    lead_caption=ANY_TEXT,
    lead_credit=ANY_TEXT,
    topics=st.lists(st.builds(TopicCopy, LINE, LINE, MAYBE, st.lists(LINE, max_size=2).map(tuple)), max_size=3),
    sources=st.lists(st.builds(SourceCopy, LINE, LINE, MAYBE, MAYBE), max_size=2),
    genre=ANY_TEXT,
    language=ANY_TEXT,
    urgency=st.integers(),
    published_at=st.none() | TIMES | st.datetimes(),
    is_published_at_approximate=st.booleans(),
    updated_at=st.none() | TIMES,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WHOLE)
def test_nothing_of_a_story_is_lost(copy):
    assert load(json.loads(json.dumps(dump(copy)))) == copy


WRONG = [
    ([], "versi"),
    ({}, "versi"),
    ({"sidecar": 2, "story": {}}, "2"),
    ({"sidecar": True, "story": {}}, "True"),
    ({"sidecar": 1}, "“.”"),
    ({"sidecar": 1, "story": {}, "x": 1}, "“.”"),
    ({"sidecar": 1, "story": []}, "“story”"),
    ({"sidecar": 1, "story": {}}, "“story.headline”"),
    ({"sidecar": 1, "story": {"headline": 5}}, "“story.headline”"),
    ({"sidecar": 1, "story": {"headline": "x", "warna": 1}}, "“story.warna”"),
    ({"sidecar": 1, "story": {"headline": "x", "urgency": True}}, "“story.urgency”"),
    ({"sidecar": 1, "story": {"headline": "x", "urgency": "5"}}, "“story.urgency”"),
    ({"sidecar": 1, "story": {"headline": "x", "published_at": "20222-01-01"}}, "“story.published_at”"),
    ({"sidecar": 1, "story": {"headline": "x", "published_at": 5}}, "“story.published_at”"),
    ({"sidecar": 1, "story": {"headline": "x", "topics": [{"name": "a", "spellings": "b"}]}}, "“story.topics[0].spellings”"),
    ({"sidecar": 1, "story": {"headline": "x", "body": [{"kind": "text"}]}}, "“story.body[0]”"),
    ({"sidecar": 1, "story": {"headline": "x", "body": [{"kind": "photo", "value": {}}]}}, "“story.body[0].value.file”"),
    ({"sidecar": 1, "story": {"headline": "x", "body": [{"kind": "gallery", "value": {}}]}}, "“story.body[0].value.photos”"),
    ({"sidecar": 1, "story": {"headline": "x", "lead_photo": {"file": "a", "path": "/etc/passwd"}}}, "“story.lead_photo.path”"),
]


@pytest.mark.parametrize(("sidecar", "told"), WRONG)
def test_what_is_not_whole_is_one_line_that_names_the_place(sidecar, told):
    with pytest.raises(Unreadable) as refusal:
        load(sidecar)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_block_without_end_is_refused():
    deep: object = []
    for _level in range(5000):
        deep = [deep]
    with pytest.raises(Unreadable):
        load({"sidecar": 1, "story": {"headline": "x", "body": [{"kind": "sound", "value": deep}]}})


def test_where_a_picture_lies_does_not_travel(tmp_path):
    copy = StoryCopy("x", lead_photo=PhotoCopy("a.jpg", path=tmp_path / "a.jpg"))
    assert str(tmp_path) not in json.dumps(dump(copy))
    assert load(dump(copy)) == copy
