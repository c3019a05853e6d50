"""Every quote of what readers have is a row: its speaker, role, story and time; found by name and by words."""

import pytest
from django.utils import timezone

from redaksi.archive import quotes
from redaksi.archive.models import Said
from redaksi.stories import actions
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.stories.models import Batch, Story, TopicSpelling, WithdrawalGround
from redaksi.stories.tests.builders import make_draft, make_section, make_story, make_topic, make_user, publish_at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


def quote(text, speaker="Dmitry Peskov", role="juru bicara", **more):
    return ("quote", {"text": text, "speaker": speaker, "speaker_role": role, "attribution": "", **more})


def told(page):
    return [(said.speaker, said.role, said.text, said.story.headline) for said in page.quotes]


def test_a_persons_quotes_come_by_date_with_role_and_story(index, dunia):
    peskov = make_topic("Dmitry Peskov", kind="person")
    make_story(dunia, "Lama", at=timezone.now() - timezone.timedelta(days=2), body=[quote("Kami menunggu.")])
    make_story(dunia, "Baru", body=[quote("Kami siap."), quote("Bukan saya.", "Maria")])
    index.settle()
    assert told(quotes.of_person(peskov)) == [
        ("Dmitry Peskov", "juru bicara", "Kami siap.", "Baru"),
        ("Dmitry Peskov", "juru bicara", "Kami menunggu.", "Lama"),
    ]


def test_an_archive_that_comes_in_brings_its_quotes(index, dunia):
    said = BlockCopy("quote", {"text": "Air naik.", "speaker": "Laras Ayu", "speaker_role": "", "attribution": ""})
    copies = [StoryCopy(headline=f"Rob {n}", section="Dunia", body=[said], published_at=timezone.now()) for n in range(3)]
    actions.take_over(Batch.objects.create(source="uji"), copies, by=None)
    index.settle()
    assert len(quotes.find("laras").quotes) == 3


def test_a_draft_says_nothing_and_what_is_withdrawn_is_the_desks_alone(index, dunia):
    peskov = make_topic("Dmitry Peskov", kind="person")
    make_draft(dunia, "Draf", body=[quote("Belum tayang.")])
    story = make_story(dunia, "Dicabut", body=[quote("Sudah tayang.")])
    index.settle()
    chief = make_user("bagus", is_superuser=True)
    actions.withdraw(Story.objects.get(pk=story.pk), by=chief, ground=WithdrawalGround.CHILD, reason="Anak.")
    assert told(quotes.of_person(peskov)) == []
    index.settle()
    assert told(quotes.find("peskov")) == [("Dmitry Peskov", "juru bicara", "Sudah tayang.", "Dicabut")]


def test_a_corrected_quote_takes_the_place_of_the_wrong_one(index, dunia):
    story = make_story(dunia, body=[quote("Kami menolak.")])
    version = story.get_latest_revision_as_object()
    version.body = [quote("Kami tidak menolak.")]
    version.save_revision()
    publish_at_once(Story.objects.get(pk=story.pk))
    index.settle()
    assert list(Said.objects.values_list("text", flat=True)) == ["Kami tidak menolak."]


def test_a_person_who_is_named_later_finds_what_was_printed_under_that_name(index, dunia):
    make_story(dunia, body=[quote("Satu."), quote("Dua.", "D. Peskov")])
    index.settle()
    peskov = make_topic("Dmitry Peskov", kind="person")
    assert [said.text for said in quotes.of_person(peskov).quotes] == ["Satu."]
    TopicSpelling.objects.create(topic=peskov, text="D. Peskov")
    assert {said.text for said in quotes.of_person(peskov).quotes} == {"Satu.", "Dua."}


def test_words_are_found_whatever_their_affixes_and_names_by_any_part(index, dunia):
    make_story(dunia, body=[quote("Kami siap bernegosiasi soal gencatan senjata."), quote("Tidak ada perang.", "Maria")])
    index.settle()
    found = [
        [said.speaker for said in quotes.find(*asked).quotes]
        for asked in (("", "negosiasi"), ("PESKOV", ""), ("maria", "negosiasi"), ("", "100% _"), ("%", ""))
    ]
    assert found == [["Dmitry Peskov"], ["Dmitry Peskov"], [], [], ["Maria", "Dmitry Peskov"]]


def test_a_key_that_leads_nowhere_keeps_no_quote_away(index, dunia):
    make_story(dunia, body=[quote("Ada.", person=None, source=None)])
    story = Story.objects.get()
    story.body.raw_data[0]["value"] |= {"person": 999_999, "source": 999_999}
    Story.objects.update(body=story.body)
    quotes.renew([story.pk])
    assert list(Said.objects.values_list("text", "person", "source")) == [("Ada.", None, None)]
