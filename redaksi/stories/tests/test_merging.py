"""Bringing two versions together: what must hold for any two, and what newsroom people would expect of some."""

import json
import time
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories.differences import changed_characters
from redaksi.stories.merging import merge

WORDS = st.sampled_from(["api", "gudang", "warga", "polisi", "hujan", "pasar", "kapal", "jalan", "sungai", "malam"])
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=5).map(lambda words: f"<p>{' '.join(words)}</p>")
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=4).map("".join)


def content(*texts, title="Judul", **fields):
    blocks = [{"type": "text", "id": key, "value": text} for key, text in texts]
    return {"title": title, "body": json.dumps(blocks), **fields}


def blocks(merged):
    return [(block["id"], block["value"]) for block in json.loads(merged.content["body"])]


@st.composite
def versions(draw):
    """A version, and two made of it: each with blocks changed, dropped, added, moved, and a headline perhaps."""
    base = [(f"b{n}", draw(TEXT)) for n in range(draw(st.integers(0, 4)))]
    numbers = count()

    def changed():
        own = []
        for key, text in base:
            match draw(st.sampled_from(["keep", "keep", "change", "drop", "add", "part"])):
                case "keep":
                    own.append((key, text))
                case "change":
                    own.append((key, draw(TEXT)))
                case "add":
                    own += [(key, text), (f"n{next(numbers)}", draw(TEXT))]
                case "part":
                    own.append((key, text + draw(PARAGRAPH)))
        if draw(st.booleans()):
            own = draw(st.permutations(own))
        return content(*own, title=draw(st.sampled_from(["Judul", "Judul lain", "Judul ketiga"])))

    return content(*base), changed(), changed()


def plain(version):
    return json.loads(version["body"]), version["title"]


@given(versions())
def test_who_was_alone_gets_exactly_the_own_text(three):
    base, mine, theirs = three
    for merged, whole in (
        (merge(base, mine, base), mine),
        (merge(base, base, theirs), theirs),
        (merge(base, mine, mine), mine),
    ):
        assert (plain(merged.content), merged.conflicts) == (plain(whole), [])


@given(versions())
def test_every_paragraph_that_one_of_them_wrote_is_in_the_text_or_asked_about(three):
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    asked = "".join(str((each.mine, each.theirs)) for each in merged.conflicts)
    known = {part for _key, text in [(b["id"], b["value"]) for b in json.loads(base["body"])] for part in text.split("</p>")}
    for own in (mine, theirs):
        for block in json.loads(own["body"]):
            for part in block["value"].split("</p>"):
                assert part in known or part in merged.content["body"] or part in asked


@given(versions())
def test_both_are_asked_about_the_same_places(three):
    base, mine, theirs = three
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert sorted(each.place for each in one.conflicts) == sorted(each.place for each in other.conflicts)


@given(versions(), st.sampled_from(["mine", "theirs"]))
def test_choices_settle_every_conflict_and_nothing_else_changes(three, choice):
    base, mine, theirs = three
    asked = merge(base, mine, theirs).conflicts
    settled = merge(base, mine, theirs, {each.key: choice for each in asked})
    assert settled.conflicts == []
    for each in asked:
        wanted = each.mine if choice == "mine" else each.theirs
        assert wanted is None or str(wanted) in str(settled.content) or json.dumps(wanted) in settled.content["body"]


@given(versions())
def test_what_was_brought_together_is_not_brought_together_again(three):
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    again = merge(theirs, merged.content, theirs)
    assert (plain(again.content), again.conflicts) == (plain(merged.content), [])


def test_two_people_in_two_paragraphs_next_to_each_other():
    base = content(("a", "<p>Satu.</p><p>Dua.</p>"))
    mine = content(("a", "<p>Satu, lengkap.</p><p>Dua.</p>"))
    theirs = content(("a", "<p>Satu.</p><p>Dua, lengkap.</p><p>Tiga.</p>"))
    merged = merge(base, mine, theirs)
    whole = "<p>Satu, lengkap.</p><p>Dua, lengkap.</p><p>Tiga.</p>"
    assert (blocks(merged), merged.conflicts) == ([("a", whole)], [])


def test_one_drops_a_paragraph_and_mends_the_next_while_the_other_mends_a_third():
    base = content(("a", "<p>Hujan turun deras.</p><p>Warga di Demak mengungsi.</p><p>Polisi siaga.</p>"))
    mine = content(("a", "<p>Warga di Demak mengungsi lagi.</p><p>Polisi siaga.</p>"))
    theirs = content(("a", "<p>Hujan turun deras.</p><p>Warga di Demak mengungsi.</p><p>Polisi siaga penuh.</p>"))
    merged = merge(base, mine, theirs)
    whole = "<p>Warga di Demak mengungsi lagi.</p><p>Polisi siaga penuh.</p>"
    assert (blocks(merged), merged.conflicts) == ([("a", whole)], [])


def test_one_adds_below_what_the_other_changes():
    base = content(("a", "<p>Satu.</p>"))
    mine = content(("a", "<p>Satu.</p><p>Tambahan saya.</p>"))
    theirs = content(("a", "<p>Satu, lengkap.</p>"))
    merged = merge(base, mine, theirs)
    assert (blocks(merged), merged.conflicts) == ([("a", "<p>Satu, lengkap.</p><p>Tambahan saya.</p>")], [])


def test_both_write_on_at_the_end():
    base = content(("a", "<p>Satu.</p>"))
    mine = content(("a", "<p>Satu.</p><p>Warga mengungsi ke balai desa.</p>"))
    theirs = content(("a", "<p>Satu.</p><p>Polisi menutup jalur utama.</p>"))
    merged = merge(base, mine, theirs)
    whole = "<p>Satu.</p><p>Polisi menutup jalur utama.</p><p>Warga mengungsi ke balai desa.</p>"
    assert (blocks(merged), merged.conflicts) == ([("a", whole)], [])


def test_the_same_paragraph_changed_twice_is_asked_about_and_may_stand_twice():
    base = content(("a", "<p>Satu.</p><p>Dua.</p>"))
    mine = content(("a", "<p>Satu.</p><p>Dua korban.</p>"))
    theirs = content(("a", "<p>Satu.</p><p>Tiga korban.</p>"))
    asked = merge(base, mine, theirs).conflicts
    assert [(each.place, each.mine, each.theirs) for each in asked] == [
        ("body/a/value#2", "<p>Dua korban.</p>", "<p>Tiga korban.</p>")
    ]
    both = merge(base, mine, theirs, {asked[0].key: "both"})
    assert blocks(both) == [("a", "<p>Satu.</p><p>Tiga korban.</p><p>Dua korban.</p>")]


def test_a_choice_made_for_another_text_does_not_count():
    base, mine = content(("a", "<p>Satu.</p>")), content(("a", "<p>Dua.</p>"))
    seen = merge(base, mine, content(("a", "<p>Tiga.</p>"))).conflicts
    later = merge(base, mine, content(("a", "<p>Empat.</p>")), {seen[0].key: "mine"})
    assert [each.theirs for each in later.conflicts] == ["<p>Empat.</p>"]


def test_a_block_dropped_by_one_and_changed_by_the_other_is_asked_about():
    base, mine = content(("a", "<p>Satu.</p>"), ("b", "<p>Dua.</p>")), content(("a", "<p>Satu.</p>"))
    theirs = content(("a", "<p>Satu.</p>"), ("b", "<p>Dua, lengkap.</p>"))
    asked = merge(base, mine, theirs).conflicts
    assert [(each.place, each.mine) for each in asked] == [("body/b", None)]
    assert blocks(merge(base, mine, theirs, {asked[0].key: "theirs"})) == [
        ("a", "<p>Satu.</p>"),
        ("b", "<p>Dua, lengkap.</p>"),
    ]


def test_names_and_topics_are_brought_together_row_by_row():
    def rows(*people):
        return [
            {"pk": n, "contributor": who, "role": role, "sort_order": n, "story": 1} for n, (who, role) in enumerate(people)
        ]

    base = content(bylines=rows((7, "reporter")))
    mine = content(bylines=rows((7, "reporter"), (8, "reporter")))
    theirs = content(bylines=rows((7, "editor"), (9, "reporter")))
    merged = merge(base, mine, theirs)
    assert [(row["contributor"], row["role"]) for row in merged.content["bylines"]] == [
        (7, "editor"),
        (8, "reporter"),
        (9, "reporter"),
    ]


def test_a_quote_is_brought_together_part_by_part():
    def quote(**parts):
        block = {"type": "quote", "id": "q", "value": {"text": "Kami siap", "speaker": "Lina", "speaker_role": "", **parts}}
        return {"title": "Judul", "body": json.dumps([block])}

    merged = merge(quote(), quote(text="Kami siap."), quote(speaker_role="juru bicara"))
    assert json.loads(merged.content["body"])[0]["value"] == {
        "text": "Kami siap.",
        "speaker": "Lina",
        "speaker_role": "juru bicara",
    }


def test_what_belongs_to_the_story_stays_as_it_lies():
    merged = merge({"pk": 1}, {"pk": 1, "path": "old", "title": "A"}, {"pk": 1, "path": "new", "title": "A"})
    assert merged.content["path"] == "new"


def test_a_paragraph_without_end_is_compared_in_no_time_without_end():
    base, here, there = (f"<p>{start}{'Kalimat panjang sekali. ' * 8_400}{end}</p>" for start, end in (" .", "a.", " b"))
    began = time.monotonic()
    merged = merge(content(("b0", base)), content(("b0", here)), content(("b0", there)))
    assert [(each.mine, each.theirs) for each in merged.conflicts] == [(here, there)]
    assert changed_characters(base, here.replace("sekali", "sungguh", 1)) == 7
    assert time.monotonic() - began < 20  # seconds, of a machine that others use too
