"""Questions that are put into SQL once: they say what the queryset says, and are asked with other values each time."""

import pytest
from django.db.models import Q

from redaksi.stories.blocks.chosen import PhotoChooser
from redaksi.stories.models import Byline, Story
from redaksi.stories.prepared import Prepared, hand_over
from redaksi.stories.tests.builders import make_contributor, make_photo, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(paper):
    section, signed = make_section("Dunia"), [make_contributor()]
    return [make_story(section, f"Berita {number}", contributors=signed) for number in range(5)]


of_keys = Prepared(lambda keys: Story.objects.filter(pk__in=keys).order_by("pk"))


@pytest.mark.parametrize("many", range(1, 6))
def test_any_number_of_values_is_asked_for(stories, many):
    wanted = stories[:many]
    assert of_keys([story.pk for story in wanted]) == wanted
    assert of_keys([story.pk for story in wanted]) == wanted


def test_rows_are_as_whole_as_the_querysets(stories):
    story = of_keys([stories[0].pk])[0]
    assert (story.body.raw_data[0]["type"], story.published_at) == ("text", stories[0].published_at)


def test_no_value_finds_nothing_and_asks_nobody(stories, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert of_keys([]) == []


def test_each_group_has_values_of_its_own(stories):
    of_both = Prepared(
        lambda keys, besides: (
            Story.objects.filter(pk__in=keys).exclude(pk__in=besides).order_by("pk").values_list("pk", flat=True)
        )
    )
    keys = [story.pk for story in stories]
    assert of_both(keys, keys[:1]) == keys[1:]
    assert of_both(keys[:3], keys[1:]) == keys[:1]
    assert of_both(keys, []) == keys


def test_columns_of_uuids_are_asked_by_uuids(stories):
    of_uids = Prepared(lambda uids: Story.objects.filter(Q(uid__in=uids) | Q(uid=uids[0])).order_by("pk"))
    assert of_uids([stories[2].uid]) == [stories[2]]
    assert of_uids([stories[3].uid, stories[4].uid]) == stories[3:]


def test_what_belongs_to_a_row_comes_with_it(stories, django_assert_num_queries):
    with_section = Prepared(lambda keys: Story.objects.select_related("section").filter(pk__in=keys).order_by())
    with_section([stories[0].pk])
    with django_assert_num_queries(1):
        assert with_section([stories[1].pk])[0].section.title == "Dunia"


def test_what_changed_meanwhile_is_found(stories):
    titles = Prepared(lambda: Story.objects.order_by("pk").values_list("title", flat=True))
    before = titles()
    Story.objects.filter(pk=stories[0].pk).update(title="Berita lain")
    assert titles() == ["Berita lain", *before[1:]]


def test_words_are_found_once_for_sizes_that_are_alike(stories):
    asked = []

    def question(keys):
        asked.append(len(keys))
        return Story.objects.filter(pk__in=keys)

    prepared = Prepared(question)
    for many in (3, 4, 3, 1):
        prepared([story.pk for story in stories[:many]])
    assert asked == [4, 1]


def test_what_is_handed_over_is_asked_of_nobody(stories, django_assert_num_queries):
    lines = list(Byline.objects.filter(story=stories[0].pk))
    story = Story.objects.get(pk=stories[0].pk)
    hand_over(story, "bylines", lines)
    with django_assert_num_queries(0):
        assert list(story.bylines.all()) == lines


def test_nobody_chosen_is_nobody_found_without_a_question(paper, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert PhotoChooser().bulk_to_python([None, None]) == [None, None]


def test_what_is_chosen_twice_is_there_twice(paper):
    photo = make_photo()
    first, nobody, second = PhotoChooser().bulk_to_python([photo.pk, photo.pk + 1, photo.pk])
    assert (first, nobody, second, first is second) == (photo, None, photo, False)
