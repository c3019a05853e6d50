from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision
from wagtail.search.backends import get_search_backend

from redaksi.staff.groups import Role
from redaksi.stories import actions, digests
from redaksi.stories.actions.tie import loose_ends_of
from redaksi.stories.actions.topics import make_topics_findable
from redaksi.stories.copy import (
    BlockCopy,
    BylineCopy,
    ContributorCopy,
    EditionCopy,
    PhotoCopy,
    SectionCopy,
    SourceCopy,
    StoryCopy,
    StorylineCopy,
    TopicCopy,
)
from redaksi.stories.models import Batch, Byline, Contributor, Photo, Section, SourceId, Story, Storyline, Topic
from redaksi.stories.signals import stories_taken_over
from redaksi.stories.tests.builders import image_bytes, make_contributor, make_draft, make_section, make_user, publish_at_once

pytestmark = pytest.mark.django_db

QUERIES = 26
WHEN = datetime(2022, 2, 28, 15, 40, tzinfo=UTC)


def a_batch() -> Batch:
    return Batch.objects.create(source="arsip")


def a_copy(number: int = 1, **fields) -> StoryCopy:
    given = {
        "headline": f"Perundingan hari ke-{number}",
        "section": "Dunia",
        "dek": "Kedua delegasi bertemu lagi.",
        "dateline": "Gomel",
        "body": [
            BlockCopy("text", f"<p>Delegasi tiba pada hari ke-{number}.</p><p>Mereka pulang petang itu.</p>"),
            BlockCopy("quote", {"text": "Kami kembali besok.", "speaker": "Rina Sari", "speaker_role": "juru bicara"}),
        ],
        "bylines": [BylineCopy("Sisi", desk="wk")],
        "topics": [TopicCopy("Belarus", "place")],
        "sources": [SourceCopy("Kantor Presiden", url="https://president.example/")],
        "storyline": "Perundingan 2022",
        "published_at": WHEN + timedelta(minutes=number),
        "source": "arsip",
        "identifier": f"a-{number}",
    }
    return StoryCopy(**given | fields)


def assert_tree_is_sound() -> None:
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_story_that_was_public_comes_in_dated_addressed_and_linked_as_it_was(paper):
    (story,) = actions.take_over(a_batch(), [a_copy(old_addresses=["/2022/02/28/lama.html"])], by=None)
    story = Story.objects.get(pk=story.pk)
    assert story.is_public
    assert story.live
    assert (story.published_at, story.first_published_at) == (WHEN + timedelta(minutes=1),) * 2
    assert story.address == f"/2022/02/perundingan-hari-ke-1-{story.number}/"
    assert (story.section.title, story.storyline.name, story.dateline) == ("Dunia", "Perundingan 2022", "Gomel")
    assert [str(topic) for topic in story.topics] == ["Belarus"]
    assert story.sign_off == "(wk/Sisi)"
    assert story.word_count == 16
    assert list(Story.objects.published()) == [story]


def test_the_month_of_an_address_is_that_of_the_papers_own_zone(paper):
    late = datetime(2022, 2, 28, 18, tzinfo=UTC)  # 1 March in Jakarta
    (story,) = actions.take_over(a_batch(), [a_copy(published_at=late)], by=None)
    assert story.address.startswith("/2022/03/")


def test_an_old_address_leads_to_the_story(paper, client):
    (story,) = actions.take_over(a_batch(), [a_copy(old_addresses=["/2022/02/28/lama.html", "/a/?p=17"])], by=None)
    for old in ("/2022/02/28/lama.html", "/a/?p=17"):
        answer = client.get(old)
        assert (answer.status_code, urlsplit(answer.url).path) == (301, story.address)


def test_the_tree_stays_sound_and_takes_further_pages(paper):
    dunia = make_section("Dunia")
    make_draft(dunia, "Sudah ada")
    actions.take_over(a_batch(), [a_copy(n, section="Dunia" if n % 2 else "Daerah") for n in range(1, 8)], by=None)
    actions.bring_in(a_batch(), [a_copy(n) for n in range(8, 10)], by=None)
    dunia = Section.objects.get(pk=dunia.pk)
    assert (dunia.numchild, dunia.get_children().count()) == (7, 7)
    later = make_draft(dunia, "Sesudahnya")
    assert dunia.get_children().last().pk == later.pk
    assert_tree_is_sound()


def test_a_draft_waits_for_this_papers_own_approval_and_keeps_its_day(paper):
    (draft,) = actions.bring_in(a_batch(), [a_copy()], by=None)
    draft = Story.objects.get(pk=draft.pk)
    assert (draft.is_public, draft.live, draft.address, draft.number) == (False, False, None, None)
    story = publish_at_once(draft)
    assert story.published_at == WHEN + timedelta(minutes=1)
    assert story.address.startswith("/2022/02/perundingan-hari-ke-1-")


def test_the_version_that_came_in_is_kept_when_somebody_first_changes_it(paper):
    (story,) = actions.take_over(a_batch(), [a_copy()], by=None)
    assert not Revision.objects.exists()
    story = Story.objects.get(pk=story.pk)
    story.title = "Judul baru"
    story.save_revision()
    first, second = Revision.objects.order_by("pk")
    assert [first.content["title"], second.content["title"]] == ["Perundingan hari ke-1", "Judul baru"]
    assert first.as_object().bylines.get().contributor.name == "Sisi"


def test_a_changed_item_is_a_new_version_that_waits(paper):
    batch = a_batch()
    (story,) = actions.take_over(batch, [a_copy()], by=None)
    changed = a_copy(headline="Perundingan ditunda", bylines=[BylineCopy("Rani", desk="wk")])
    actions.renew(Story.objects.get(pk=story.pk), changed, batch, by=None)

    story = Story.objects.get(pk=story.pk)
    assert (story.headline, story.has_unpublished_changes) == ("Perundingan hari ke-1", True)
    assert SourceId.objects.get().digest == digests.of(changed)
    published = publish_at_once(story)
    assert published.headline == "Perundingan ditunda"
    assert [person.name for person in published.contributors()] == ["Rani"]
    assert published.address == story.address


def test_one_signal_tells_of_a_whole_batch(paper, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender, batch, numbers, **kwargs):
        heard.append((batch, list(numbers)))

    stories_taken_over.connect(hear)
    try:
        batch = a_batch()
        with django_capture_on_commit_callbacks(execute=True):
            stories = actions.take_over(batch, [a_copy(n) for n in range(1, 4)], by=None)
            actions.bring_in(batch, [a_copy(9)], by=None)
    finally:
        stories_taken_over.disconnect(hear)
    assert heard == [(batch, [story.number for story in stories])]
    assert Batch.objects.get().story_count == 4


@pytest.mark.parametrize("way", [actions.take_over, actions.bring_in])
def test_only_who_may_lets_stories_in(paper, way):
    for role in (Role.REPORTER, Role.EDITOR, Role.PHOTO_DESK):
        with pytest.raises(PermissionDenied):
            way(a_batch(), [a_copy()], by=make_user("", role))
    assert not Story.objects.exists()
    way(a_batch(), [a_copy()], by=make_user("", Role.CHIEF_EDITOR))
    assert Story.objects.count() == 1


def test_all_stories_of_a_batch_come_in_or_none(paper):
    with pytest.raises(IntegrityError):
        actions.take_over(a_batch(), [a_copy(1), a_copy(2, identifier="a-1")], by=None)
    assert not Story.objects.exists()
    assert not Section.objects.exists()
    assert_tree_is_sound()


def test_an_item_of_another_system_is_not_the_one_that_is_meant(paper):
    (pointing,) = actions.take_over(a_batch(), [a_copy(1, body=[BlockCopy("related", {"story": "a-2"})])], by=None)
    actions.take_over(a_batch(), [a_copy(2, source="arsip lain")], by=None)
    ends = list(loose_ends_of(pointing, "arsip"))
    assert actions.tie_related(ends) == ends


def test_a_story_that_somebody_works_on_waits_for_nothing(paper):
    (pointing,) = actions.take_over(a_batch(), [a_copy(1, body=[BlockCopy("related", {"story": "a-2"})])], by=None)
    ends = list(loose_ends_of(pointing, "arsip"))
    Story.objects.get(pk=pointing.pk).save_revision()
    actions.take_over(a_batch(), [a_copy(2)], by=None)
    assert actions.tie_related(ends) == []
    assert Story.objects.get(pk=pointing.pk).body.raw_data[0]["value"]["story"] is None


def test_whatever_markup_comes_in_is_made_harmless(paper):
    evil = "<script>alert(1)</script><p onclick=x>Teks <a href='javascript:x'>tautan</a> <img src=x onerror=y></p>"
    blocks = [
        BlockCopy("text", evil),
        BlockCopy("factbox", {"title": "Fakta", "text": evil}),
        BlockCopy("list", {"is_numbered": False, "items": [evil]}),
    ]
    (story,) = actions.take_over(a_batch(), [a_copy(body=blocks)], by=None)
    text, factbox, points = [block["value"] for block in Story.objects.get(pk=story.pk).body.raw_data]
    assert text == factbox["text"] == points["items"][0] == "<p>Teks <a>tautan</a> </p>"


def test_related_stories_are_tied_whichever_came_first(paper):
    to_later = a_copy(1, body=[BlockCopy("related", {"story": "a-2"}), BlockCopy("related", {"story": "nowhere"})])
    to_earlier = a_copy(2, body=[BlockCopy("related", {"story": "a-1"})])
    first, second = actions.take_over(a_batch(), [to_later], by=None) + actions.take_over(a_batch(), [to_earlier], by=None)
    ends = [*loose_ends_of(first, "arsip"), *loose_ends_of(second, "arsip")]
    assert ends == [("arsip", "a-2", first.pk), ("arsip", "nowhere", first.pk)]
    assert actions.tie_related(ends) == [("arsip", "nowhere", first.pk)]
    assert actions.tie_related(ends) == [("arsip", "nowhere", first.pk)]
    values = [block["value"] for pk in (first.pk, second.pk) for block in Story.objects.get(pk=pk).body.raw_data]
    assert values == [
        {"story": second.pk, "item": "a-2"},
        {"story": None, "item": "nowhere"},
        {"story": first.pk, "item": "a-1"},
    ]


def test_a_picture_comes_in_once_with_its_rights_and_each_storys_own_caption(paper, tmp_path):
    path = tmp_path / "kapal.jpg"
    path.write_bytes(image_bytes())
    photo = PhotoCopy("kapal.jpg", credit="Rina", caption="Kapal bersandar.", alt="Kapal", usage_terms="CC0", path=path)
    other = replace(photo, caption="Kapal yang sama, kemarin.")
    stories = actions.take_over(a_batch(), [a_copy(1, lead_photo=photo), a_copy(2, lead_photo=other)], by=None)
    row = Photo.objects.get()
    assert (row.credit, row.caption, row.alt, row.usage_terms) == ("Rina", "Kapal bersandar.", "Kapal", "CC0")
    assert [story.lead_caption for story in stories] == ["", "Kapal yang sama, kemarin."]


def test_copy_without_a_desk_means_whoever_of_that_name_there_is(paper):
    make_contributor("Sisi", "wk")
    actions.take_over(
        a_batch(), [a_copy(1, bylines=[BylineCopy("Sisi")]), a_copy(2, bylines=[BylineCopy("Sisi", desk="dr")])], by=None
    )
    assert sorted(Byline.objects.values_list("contributor__desk", flat=True)) == ["dr", "wk"]
    assert Contributor.objects.count() == 2


def test_the_same_page_in_sections_named_with_other_letters_opens_one_section(paper):
    actions.take_over(a_batch(), [a_copy(n, section=name) for n, name in enumerate(("Dunia", "DUNIA", " dunia "))], by=None)
    assert list(Section.objects.values_list("title", flat=True)) == ["Dunia"]


def test_what_is_introduced_completes_what_is_there_and_overwrites_nobodys_word(paper):
    make_section("Dunia", description="Kata redaktur")
    edition = EditionCopy(
        sections=[SectionCopy("Daerah", "Kabar kampung"), SectionCopy("Dunia", "Kata impor")],
        contributors=[ContributorCopy("Sisi", "wk", "Wartawan", "Menulis.")],
        topics=[TopicCopy("Kyiv", "place", "Ibu kota Ukraina", ("Kiev", "Kyïv"))],
        storylines=[StorylineCopy("Perundingan 2022", "Tiga putaran.")],
    )
    for _twice in range(2):
        actions.introduce(edition, by=None)
    assert list(Section.objects.order_by("path").values_list("title", "description")) == [
        ("Dunia", "Kata redaktur"),
        ("Daerah", "Kabar kampung"),
    ]
    assert Contributor.objects.values_list("name", "desk", "job_title", "bio").get() == ("Sisi", "wk", "Wartawan", "Menulis.")
    assert [spelling.text for spelling in Topic.objects.get(description="Ibu kota Ukraina").spellings.all()] == ["Kiev", "Kyïv"]
    assert Storyline.objects.get().description == "Tiga putaran."
    with pytest.raises(PermissionDenied):
        actions.introduce(edition, by=make_user("", Role.REPORTER))


def test_the_number_of_queries_depends_on_chunks_and_not_on_stories(paper):
    actions.take_over(a_batch(), [a_copy(0)], by=None)
    batch = a_batch()
    counts = []
    for size in (3, 300):
        copies = [a_copy(n, identifier=f"{size}-{n}") for n in range(size)]
        with CaptureQueriesContext(connection) as queries:
            actions.take_over(batch, copies, by=None)
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    asked_before = 1 if connection.vendor == "sqlite" else 0  # which rows are there already
    assert counts == [QUERIES + asked_before] * 2


def test_a_refused_batch_leaves_no_picture_behind(paper, tmp_path, settings):
    path = tmp_path / "kapal.jpg"
    path.write_bytes(image_bytes())
    photo = PhotoCopy("kapal.jpg", path=path)
    with pytest.raises(IntegrityError):
        actions.take_over(a_batch(), [a_copy(1, lead_photo=photo), a_copy(2, identifier="a-1")], by=None)
    assert [each for each in Path(settings.MEDIA_ROOT).rglob("*") if each.is_file()] == []


def test_of_two_systems_each_means_its_own_story_by_a_number(paper):
    actions.bring_in(a_batch(), [a_copy(1, source="a.example"), a_copy(1, source="b.example")], by=None)
    also = [BlockCopy("related", {"story": "a-1"})]
    came = [a_copy(2, source=source, body=also) for source in ("a.example", "b.example")]
    stories = actions.bring_in(a_batch(), came, by=None)
    pointed_at = [Story.objects.get(pk=story.body.raw_data[0]["value"]["story"]) for story in stories]
    assert [story.source_ids.get().source for story in pointed_at] == ["a.example", "b.example"]


def test_a_thousand_topics_cost_no_more_queries_than_ten(paper):
    def queries_for(names) -> int:
        edition = EditionCopy(
            topics=[TopicCopy(name, description="Sebuah pulau.", spellings=(f"P. {name}",)) for name in names]
        )
        with CaptureQueriesContext(connection) as asked:
            actions.introduce(edition, by=None)
        return len(asked)

    few = queries_for([f"Pulau {number}" for number in range(10)])
    assert queries_for([f"Pulau {number}" for number in range(10, 410)]) == few
    assert Topic.objects.count() == 410


def test_topics_that_are_written_alike_have_addresses_of_their_own(paper):
    Topic.objects.create(name="Laut", slug="laut")
    names = ["laut!", "Laut?", "LAUT"]
    actions.introduce(EditionCopy(topics=[TopicCopy(name, spellings=("segara", "laut", "segara")) for name in names]), by=None)
    made = Topic.objects.exclude(name="Laut").order_by("slug")
    assert [topic.slug for topic in made] == ["laut-2", "laut-3", "laut-4"]
    assert list(made[0].spellings.values_list("text", "sort_order")) == [("segara", 0), ("laut", 1)]


def test_topics_that_came_are_found_at_the_desk(paper):
    actions.introduce(EditionCopy(topics=[TopicCopy("Kepulauan Seribu", "place")]), by=None)
    topic = Topic.objects.get()
    assert make_topics_findable.func([topic.pk]) == 1
    assert list(get_search_backend().autocomplete("kepul", Topic)) == [topic]
