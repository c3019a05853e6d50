"""The page that this project was built for, imported and checked: what a desk would have stopped it for."""

from collections import defaultdict

import pytest

from redaksi.desk.checking import checks
from redaksi.desk.checking.of_story import text_of
from redaksi.stories import actions
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import publish_at_once
from redaksi.wire import intake
from redaksi.wire.formats.page_text.tests.test_seed import PAGES

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PAGES, reason="the seed page is not on this machine"),
]


@pytest.fixture
def story(paper):
    intake.bring(PAGES[:1])
    return Story.objects.get()


def told(story) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    found = defaultdict(list)
    for each in checks.findings(text_of(story)):
        found[each.check].append((str(each.result), each.text, each.suggestions))
    return found


def test_its_slips_are_found_with_what_was_meant(story):
    assert told(story)["ejaan"][0] == ("stop", "Negoisasi", ("Negosiasi",))
    assert set(told(story)["ejaan"][1:]) == {
        ("warn", "negoisasi", ("negosiasi",)),
        ("warn", "bernegoisasi", ("bernegosiasi",)),
        ("warn", "siapapun", ("siapa pun",)),
    }


def test_its_toll_does_not_add_up_and_nobody_is_named_for_it(story):
    found = told(story)
    assert found["angka"] == [("warn", "137", ("136",))]
    assert [text for _result, text, _fixes in found["sumber"] if "136" in text] == ["136 orang telah tewas"]


def test_nothing_else_stops_it_and_its_date_does_only_under_another_weekday(story):
    stops = [(name, text) for name, lines in told(story).items() for result, text, _fixes in lines if result == "stop"]
    assert stops == [("ejaan", "Negoisasi")]
    assert "tanggal" not in told(story)
    body = Story._meta.get_field("body")
    story.body = body.to_python(body.value_to_string(story).replace("Kamis (24/2)", "Jumat (24/2)"))
    assert told(story)["tanggal"] == [("stop", "Jumat (24/2)", ("Kamis (24/2)",))]


def test_it_goes_out_when_its_headline_is_mended_and_not_before(story):
    with pytest.raises(actions.Refused) as refused:
        publish_at_once(story)
    assert [(each.field, each.check) for each in refused.value.reasons] == [("title", "ejaan")]
    story.title = story.title.replace("Negoisasi", "Negosiasi")
    story.save_revision()
    assert publish_at_once(story).is_public
