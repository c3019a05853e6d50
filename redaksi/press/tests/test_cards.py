"""The picture that goes along when a story is shared."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from redaksi.press.cards import lettering, shelf, tasks
from redaksi.press.cards.drawing import HEIGHT, MEASURE, MOST_LINES, SIZES, WIDTH, Words, draw
from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Paper, Story, WithdrawalGround
from redaksi.stories.tests.builders import image_bytes, make_photo, make_section, make_story, make_user


def opened(jpeg):
    image = Image.open(BytesIO(jpeg))
    assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))
    return image


def words(headline="Banjir surut", section="Daerah", label="", paper="Harian Uji", credit="Antara/Rina"):
    return Words(headline, section, label, paper, credit)


@settings(max_examples=25)
@given(st.text(max_size=300), st.text(max_size=80))
def test_no_words_are_too_odd_for_a_card(headline, section):
    opened(draw(words(headline, section), None))


def test_a_headline_is_set_as_large_as_it_fits_and_never_cut_without_a_sign():
    short = lettering.fitted("Banjir surut", MEASURE, MOST_LINES, SIZES)
    assert (short.lines, short.size) == (["Banjir surut"], SIZES[0])
    long = lettering.fitted("Perwakilan berunding " * 40, MEASURE, MOST_LINES, SIZES)
    assert (len(long.lines), long.size, long.lines[-1][-1]) == (MOST_LINES, SIZES[-1], "…")
    font = lettering.face(long.size, lettering.HEADLINE)
    assert max(font.getlength(line) for line in long.lines) <= MEASURE


def test_one_word_wider_than_the_card_is_cut():
    setting = lettering.fitted("W" * 400, MEASURE, MOST_LINES, SIZES)
    assert lettering.face(setting.size, lettering.HEADLINE).getlength(setting.lines[0]) <= MEASURE


def test_it_is_drawn_over_the_photo_where_there_is_one():
    blue = opened(draw(words(), BytesIO(image_bytes(color="#0000ff"))))
    assert blue.getpixel((WIDTH - 5, 5))[2] > 100
    assert opened(draw(words(), None)).getpixel((WIDTH - 5, 5)) == (254, 253, 249)


def test_what_was_paid_for_says_so_on_its_card():
    plain, paid = opened(draw(words(), None)), opened(draw(words(label="Advertorial"), None))
    assert ImageChops.difference(plain, paid).getbbox() is not None
    assert words("x", "Opini", "Opini").above == "Opini"


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def published(dunia, transactional_db):
    return make_story(dunia, "Kapal bersandar", lead_photo=make_photo())


@pytest.mark.django_db
def test_a_page_shows_its_card_first_and_the_photo_beside_it(dunia, client, settings):
    settings.SITE_URL = "https://koran.test"
    story = make_story(dunia, "Kapal bersandar")
    assert 'name="twitter:card" content="summary"' in client.get(story.address).content.decode()
    assert tasks.draw_card.func(story.pk) is True
    card = shelf.card_of(story)
    page = client.get(story.address).content.decode()
    assert f'<meta property="og:image" content="https://koran.test{card.url}">' in page
    assert '<meta property="og:image:width" content="1200">' in page
    assert 'name="twitter:card" content="summary_large_image"' in page
    picture = client.get(card.url)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    opened(b"".join(picture.streaming_content))


@pytest.mark.django_db
def test_another_headline_is_another_card_and_the_old_one_goes(dunia):
    story = make_story(dunia)
    tasks.draw_card.func(story.pk)
    before = shelf.name_of(story)
    assert tasks.draw_card.func(story.pk) is False  # nothing changed
    story.headline = "Judul yang diralat"
    story.save()
    tasks.draw_card.func(story.pk)
    assert (default_storage.exists(before), shelf.card_of(story) is not None) == (False, True)


@pytest.mark.django_db
def test_a_name_tells_nothing_and_cannot_be_guessed(dunia, settings):
    story = make_story(dunia)
    name = shelf.name_of(story)
    assert not {str(story.pk), str(story.number), str(story.uid), story.slug} & set(name.replace(".", "/").split("/"))
    settings.SECRET_KEY = "lain"
    assert shelf.name_of(story) != name


@pytest.mark.django_db
def test_a_draft_has_none(dunia):
    story = make_story(dunia)
    Story.objects.filter(pk=story.pk).update(is_public=False)
    assert tasks.draw_card.func(story.pk) is False
    assert shelf.card_of(Story.objects.get(pk=story.pk)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["digitalCreation", "dataDrivenMedia", "screenCapture"])
def test_nothing_is_written_over_a_map_or_a_chart(dunia, kind):
    story = make_story(dunia, lead_photo=make_photo(digital_source_type=kind))
    assert tasks._photo_under(story.lead_photo) is None


@pytest.mark.django_db
def test_a_photo_whose_file_is_gone_costs_its_story_the_card_alone(dunia, caplog):
    story = make_story(dunia, lead_photo=make_photo())
    story.lead_photo.renditions.all().delete()
    story.lead_photo.file.storage.delete(story.lead_photo.file.name)
    assert tasks.draw_card.func(story.pk) is False
    assert "has no card" in caplog.text


@pytest.mark.django_db
def test_it_is_asked_for_without_a_query(dunia, django_assert_num_queries):
    story = make_story(dunia)
    tasks.draw_card.func(story.pk)
    story = Story.objects.select_related("section").get(pk=story.pk)  # as pages fetch it
    with django_assert_num_queries(0):
        assert shelf.card_of(story) is not None


def test_publication_has_it_drawn_and_withdrawal_takes_it_away(published):
    name = shelf.name_of(Story.objects.get(pk=published.pk))
    assert default_storage.exists(name)
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    actions.withdraw(published, chief, WithdrawalGround.EDITORIAL_ERROR, "Keliru")
    assert not default_storage.exists(name)
    assert tasks.draw_card.func(published.pk) is False


@pytest.mark.django_db
def test_the_papers_name_is_on_it(dunia):
    harian = Paper.load()
    harian.name = "Harian Uji"
    harian.save()
    assert tasks.words_of(make_story(dunia)).paper == "Harian Uji"
