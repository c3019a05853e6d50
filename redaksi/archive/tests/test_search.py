from datetime import datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from django.utils import timezone

from redaksi.archive import search
from redaksi.archive.engines import Health
from redaksi.archive.engines.tantivy.engine import TantivyEngine
from redaksi.archive.search import LAST_PAGE, Narrowing, Try
from redaksi.archive.tests.editions import take_over
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import SectionRight, SectionRole, Story, WithdrawalGround
from redaksi.stories.tests.builders import (
    make_contributor,
    make_draft,
    make_editor,
    make_photo,
    make_section,
    make_story,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def find(index):
    """The headlines found, once the index has followed."""

    def headlines(question, **how):
        index.step()
        return [story.headline for story in search.found(question, **how).stories]

    return headlines


def test_every_word_has_to_stand_in_the_story_whatever_its_affixes(dunia, find):
    make_story(dunia, "Harga beras naik", dek="Petani menahan jual.", texts=["Pedagang di pasar membeli lebih sedikit."])
    make_story(dunia, "Harga cabai turun")
    assert find("BERAS petani pembelian") == ["Harga beras naik"]
    assert find("harga emas") == []


def test_a_word_in_the_headline_counts_for_more_than_one_in_the_text(dunia, find):
    make_story(dunia, "Cuaca hari ini", texts=["Gempa disebut sekali."])
    make_story(dunia, "Gempa di Lombok", texts=["Warga mengungsi."])
    assert find("gempa") == ["Gempa di Lombok", "Cuaca hari ini"]


def test_of_two_alike_the_recent_one_is_the_better_and_newest_first_is_by_day_alone(dunia, find):
    now = timezone.now()
    make_story(dunia, "Banjir di kota", at=now - timedelta(days=900), texts=["Hujan."])
    make_story(dunia, "Banjir di desa", at=now - timedelta(days=3), texts=["Hujan."])
    make_story(dunia, "Cuaca", at=now, texts=["Banjir surut."])
    assert find("banjir") == ["Banjir di desa", "Cuaca", "Banjir di kota"]
    assert find("banjir", newest_first=True) == ["Cuaca", "Banjir di desa", "Banjir di kota"]


def test_a_phrase_is_found_as_it_stands_and_not_across_headline_and_text(dunia, find):
    make_story(dunia, "Polda Metro", texts=["Jaya menang. Polda Metro Jaya membantah."])
    make_story(dunia, "Polda Metro", texts=["Jaya raya."])
    assert len(find('"polda metro jaya"')) == 1
    assert len(find('"polda metro"')) == 2
    assert find('"metro polda"') == []


def test_what_is_shut_out_is_out(dunia, find):
    make_story(dunia, "Harga beras impor")
    make_story(dunia, "Harga beras lokal")
    assert find("beras -impor") == ["Harga beras lokal"]
    assert find('beras -"beras lokal"') == ["Harga beras impor"]
    assert find("-impor") == []


def test_author_section_topic_and_days_narrow(dunia, find):
    ekonomi, rina, bulog = make_section("Ekonomi"), make_contributor("Rina Wijaya"), make_topic("Bulog")
    make_story(ekonomi, "Beras satu", at=datetime(2025, 1, 31, 20, tzinfo=timezone.get_current_timezone()), contributors=[rina])
    make_story(dunia, "Beras dua", at=datetime(2025, 2, 1, 1, tzinfo=timezone.get_current_timezone()), topics=[bulog])
    assert find('beras penulis:"rina wijaya"') == find("beras penulis:rina") == ["Beras satu"]
    assert find("beras rubrik:ekonomi") == find("beras section:eko") == ["Beras satu"]
    assert find("beras -rubrik:ekonomi") == find("topik:bulog") == ["Beras dua"]
    assert find("beras sampai:2025-01-31") == find("sejak:2025-01-31 sampai:2025-01-31") == ["Beras satu"]
    assert find("beras sejak:2025-02") == ["Beras dua"]


@pytest.mark.parametrize(
    ("address", "headlines"),
    [
        ("rubrik=ekonomi", ["Beras satu"]),
        ("penulis=rina-wijaya&tahun=2025", ["Beras satu"]),
        ("tahun=2024", ["Beras dua"]),
        ("sejak=2024-12-31&sampai=2025-01-01", []),
        ("sejak=kemarin&tahun=x", ["Beras satu", "Beras dua"]),
    ],
)
def test_a_form_narrows_as_well(dunia, find, address, headlines):
    rina = make_contributor("Rina Wijaya")
    make_story(make_section("Ekonomi"), "Beras satu", at=datetime(2025, 6, 1, tzinfo=timezone.UTC), contributors=[rina])
    make_story(dunia, "Beras dua", at=datetime(2024, 6, 1, tzinfo=timezone.UTC))
    narrowing = Narrowing.of(dict(parse_qsl(address)))
    assert find("beras", narrowing=narrowing, newest_first=True) == headlines
    if narrowing.narrows:
        assert find("", narrowing=narrowing) == headlines


def test_a_name_that_nobody_has_is_told(dunia, index):
    make_story(dunia, "Beras")
    index.step()
    found = search.found("beras penulis:siapa")
    assert (found.total, found.unknown) == (0, ("siapa",))


def test_neither_drafts_nor_withdrawn_nor_embargoed_stories_are_found(dunia, find):
    make_draft(dunia, "Beras rahasia")
    withdrawn, embargoed = make_story(dunia, "Beras dicabut"), make_story(dunia, "Beras embargo")
    actions.withdraw(withdrawn, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    embargoed.embargoed_until = timezone.now() + timedelta(hours=1)
    embargoed.save()
    for question in ("beras", '"beras"', "rubrik:dunia", "beras rahasia", "brras", "sejak:2000"):
        assert find(question) == []
        assert find(question, newest_first=True) == []


def test_what_is_withdrawn_is_hidden_before_the_index_knows(dunia, index):
    story = make_story(dunia, "Beras")
    index.step()
    actions.withdraw(story, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    assert search.found("beras").stories == []


def test_a_misspelled_word_finds_what_was_meant_and_says_so(dunia, index):
    make_story(dunia, "Presiden meresmikan jembatan")
    make_story(dunia, "Presiden menerima tamu")
    index.step()
    found = search.found("prsiden Jembatan")
    assert ([story.headline for story in found.stories], found.is_meant) == (["Presiden meresmikan jembatan"], True)
    assert (found.question, found.meant) == ("prsiden Jembatan", "presiden Jembatan")
    assert found.findings[0].headline == "<mark>Presiden</mark> meresmikan <mark>jembatan</mark>"
    assert search.found("meresmiknn").total == 1
    assert search.found("presiednn").meant == "presiden"


def test_a_correction_stands_where_the_whole_word_stood(dunia, index):
    make_story(dunia, "Presiden meresmikan jembatan penulis", contributors=[make_contributor("Sisi")])
    index.step()
    found = search.found("presiden penulis:Sisi penulsi jembattan")
    assert found.meant == "presiden penulis:Sisi penulis jembatan"


def test_what_is_full_of_unknown_words_is_not_corrected(dunia, index):
    make_story(dunia, "Presiden meresmikan jembatan penyeberangan pelabuhan")
    index.step()
    assert search.found("prsiden meresmiknn jembattan").is_meant
    assert not search.found("prsiden meresmiknn jembattan pelabuhn").is_meant


def test_what_is_right_is_not_corrected(dunia, index):
    make_story(dunia, "Beras dan bebas")
    index.step()
    found = search.found("beras")
    assert (found.total, found.is_meant, found.meant) == (1, False, "")


def test_nobody_is_taken_to_have_meant_a_word_that_says_nothing(dunia, index):
    make_story(dunia, "Kapan hujan turun", texts=["Sementara itu, petani menunggu."])
    index.step()
    assert [search.found(word).is_meant for word in ("kapal", "semantaraa")] == [False, False]
    assert search.found("petni").meant == "petani"


def test_where_nothing_is_found_it_is_told_what_would(dunia, index):
    for number in range(3):
        make_story(dunia, f"Harga beras {number}")
    make_story(dunia, "Harga emas")
    index.step()
    found = search.found("beras emas harga")
    assert (found.total, found.tries) == (0, [Try("emas", 3), Try("beras", 1)])
    assert search.found("beras sejak:1990 sampai:1991").tries == [Try("", 3)]


def test_counts_say_where_the_stories_lie(dunia, index):
    rina = make_contributor("Rina")
    for year, section in ((2024, dunia), (2025, make_section("Ekonomi")), (2025, dunia)):
        make_story(section, "Harga beras", at=datetime(year, 6, 1, tzinfo=timezone.UTC), contributors=[rina])
    index.step()
    counted = search.found("beras").counted
    assert [(section.title, count) for section, count in counted.sections] == [("Dunia", 2), ("Ekonomi", 1)]
    assert counted.years == ((2025, 2), (2024, 1))
    assert [(author.name, count) for author, count in counted.contributors] == [(rina.name, 3)]
    assert search.found("beras", narrowing=Narrowing(year=2024)).counted.years == ((2024, 1),)


def test_passages_show_the_words_marked_and_everything_else_escaped(dunia, index):
    long = "Kalimat pembuka. " * 30 + "Lalu 5 < 6 & petani menahan beras <b>mereka</b>. " + "Kalimat penutup. " * 30
    story = make_story(dunia, 'Beras & "pasar" <baru>', texts=["x"])
    story.body = [("quote", {"text": long, "speaker": "Sri"})]
    story.save()
    index.step()
    (finding,) = search.found("petani beras").findings
    assert finding.headline == "<mark>Beras</mark> &amp; &quot;pasar&quot; &lt;baru&gt;"
    assert "5 &lt; 6 &amp; <mark>petani</mark> menahan <mark>beras</mark> &lt;b&gt;mereka&lt;/b&gt;" in finding.passage
    assert finding.passage.startswith("… ")
    assert len(finding.passage) < 400


def test_pages_are_bounded_and_tell_whether_another_follows(dunia, index):
    take_over(3, headline="Beras")
    index.step()
    first = search.found("beras", page=1, a_page=2)
    assert (len(first.stories), first.total, first.has_more) == (2, 3, True)
    second = search.found("beras", page=2, a_page=2)
    assert (len(second.stories), second.has_more) == (1, False)
    assert not {story.pk for story in first.stories} & {story.pk for story in second.stories}
    for page in (0, -1, LAST_PAGE + 1, 10**12):
        assert search.found("beras", page=page).stories == []


HOSTILE = [
    *(
        "",
        " ",
        "\0",
        "'; DROP TABLE",
        '"',
        "%_%",
        "مرحبا \u202e olleh",
        "\ud800",
        "((((",
        "\\",
        "-",
        "(a+)+" * 2000,
        "a" * 10_000,
    ),
    *("z " * 5_000, '"' * 10_000, " ".join(f"kata{n}" for n in range(2000)), "penulis:" * 900, "x:y -" * 2000, "tahun:0001 x"),
    *(" ".join("abcdefghijkl"[n:] * 4 for n in range(8)), "sejak:9999-12-31", " ".join(f"topik:t{n}" for n in range(300))),
]
MOST_ASKED_OF_THE_INDEX = 30
MOST_SPELLINGS_LOOKED_UP = 4000


@pytest.mark.parametrize("question", HOSTILE)
def test_any_text_is_answered_with_bounded_work(dunia, index, question, monkeypatch):
    make_story(dunia, "Harga beras naik")
    index.step()
    asked, spellings = [], []
    find, stories_with = TantivyEngine.find, TantivyEngine.stories_with
    monkeypatch.setattr(TantivyEngine, "find", lambda self, wanted: asked.append(wanted) or find(self, wanted))
    monkeypatch.setattr(TantivyEngine, "stories_with", lambda self, words: spellings.extend(words) or stories_with(self, words))
    found = search.found(question)
    assert (found.stories, found.is_answered) == ([], True)
    assert (len(asked) <= MOST_ASKED_OF_THE_INDEX, len(spellings) <= MOST_SPELLINGS_LOOKED_UP) == (True, True)


def test_without_an_index_it_says_so_and_nothing_breaks(dunia):
    make_story(dunia, "Harga beras naik")
    found = search.found("beras")
    assert (found.health, found.is_answered, found.stories) == (Health.MISSING, False, [])


def test_words_that_say_nothing_are_looked_for_where_nothing_else_is_asked(dunia, find):
    make_story(dunia, "Yang di atas")
    make_story(dunia, "Atas nama cinta")
    assert find("yang di") == ["Yang di atas"]
    assert len(find("yang cinta")) == 1


def test_queries_are_as_many_for_three_stories_as_for_twenty(dunia, index, django_assert_num_queries):
    photo = make_photo()
    for count in (3, 20):
        take_over(count, headline="Beras")
        index.step()
        Story.objects.update(lead_photo=photo)
        with django_assert_num_queries(5):  # stories, renditions, texts, sections, authors that are counted
            search.found("beras")


# The desk -----------------------------------------------------------------------------------------------------------
def seen_by(user, question="beras"):
    return sorted(story.headline for story in search.for_desk(user, question).stories)


def test_the_desk_finds_drafts_of_the_sections_one_edits_and_ones_own(dunia, index):
    ekonomi = make_section("Ekonomi")
    reporter, colleague = make_user("", Role.REPORTER), make_user("", Role.REPORTER)
    SectionRight.objects.create(user=reporter, section=dunia, role=SectionRole.REPORTER)
    signed = make_contributor("Sisi", user=reporter)
    make_story(ekonomi, "Beras tayang")
    make_draft(dunia, "Beras rekan", by=colleague)
    make_draft(dunia, "Beras sendiri", by=reporter)
    make_draft(ekonomi, "Beras bersama", by=colleague, contributors=[signed])
    index.step()
    assert seen_by(reporter) == ["Beras bersama", "Beras sendiri", "Beras tayang"]
    assert seen_by(colleague) == ["Beras bersama", "Beras rekan", "Beras tayang"]
    assert seen_by(make_editor(dunia)) == ["Beras rekan", "Beras sendiri", "Beras tayang"]
    assert len(seen_by(make_user(is_superuser=True))) == 4
    assert seen_by(make_user()) == ["Beras tayang"]


def test_the_desk_sees_withdrawn_and_embargoed_stories_and_the_last_version_of_a_draft(dunia, index):
    editor = make_editor(dunia)
    withdrawn = make_story(dunia, "Beras dicabut")
    actions.withdraw(withdrawn, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    draft = make_draft(dunia, "Judul lama", texts=["Teks lama."])
    draft.title, draft.body = "Beras langka", [("text", "<p>Gudang kosong.</p>")]
    draft.save_revision()
    index.step()
    assert seen_by(editor) == ["Beras dicabut", "Judul lama"]
    finding = next(each for each in search.for_desk(editor, "beras gudang").findings if each.story.pk == draft.pk)
    assert finding.headline == "<mark>Beras</mark> langka"
    assert finding.passage == "<mark>Gudang</mark> kosong."


def test_readers_are_shown_the_words_they_have_not_those_being_written(dunia, index):
    story = make_story(dunia, "Beras naik")
    version = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    version.title = "Beras turun"
    version.save_revision()
    index.step()
    assert search.found("beras").findings[0].headline == "<mark>Beras</mark> naik"
    assert search.found("turun").total == 0
