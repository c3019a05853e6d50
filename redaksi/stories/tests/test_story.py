import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories import clean, prose
from redaksi.stories.models import Byline, Section
from redaksi.stories.slugs import first_free, slug_of
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo, make_section, make_story


@pytest.mark.django_db
def test_the_sign_off_is_made_from_the_contributors_and_their_desks(paper):
    sisi, rani = make_contributor("Sisi", "wk"), make_contributor("Rani", "wk")
    editor, guest = make_contributor("Dewi", "ed"), make_contributor("Tamu", "")
    story = make_draft(make_section(), contributors=[sisi, rani, guest])
    story.bylines.add(Byline(contributor=editor, role="editor", sort_order=9))
    assert story.sign_off == "(wk/Sisi/Rani)"
    assert [person.name for person in story.authors] == ["Sisi", "Rani", "Tamu"]


@pytest.mark.django_db
def test_a_story_without_contributors_is_signed_by_nobody(paper):
    assert make_draft(make_section()).sign_off == ""


@pytest.mark.django_db
def test_words_are_counted_as_they_are_printed(paper):
    body = [
        ("text", "<p>Empat kata di sini.</p><p>Dua lagi.</p>"),
        ("heading", {"text": "Satu judul", "level": 2}),
        ("quote", {"text": "Mari kita duduk", "speaker": "Zelensky", "speaker_role": "Presiden"}),
        ("list", {"is_numbered": False, "items": ["<p>butir satu</p>", "<p>butir dua</p>"]}),
    ]
    assert make_draft(make_section(), body=body).word_count == 4 + 2 + 2 + 3 + 2 + 4


@pytest.mark.django_db
def test_scripts_never_reach_the_database(paper):
    story = make_draft(
        make_section(), body=[("text", '<p onclick="x()">Halo<script>alert(1)</script><img src=x onerror=y></p>')]
    )
    story.refresh_from_db()
    assert story.body.raw_data[0]["value"] == "<p>Halo</p>"
    assert story.get_latest_revision_as_object().body.raw_data[0]["value"] == "<p>Halo</p>"


@pytest.mark.django_db
def test_a_section_may_not_take_an_address_of_the_papers_own(paper):
    from django.core.exceptions import ValidationError

    for slug in ("cari", "2024"):
        with pytest.raises(ValidationError):
            paper.add_child(instance=Section(title="Cari", slug=slug))


@pytest.mark.django_db
def test_a_section_that_comes_in_under_such_a_name_gets_another_address(paper):
    assert [make_section(title).slug for title in ("Media", "2024")] == ["media-2", "rubrik-2024"]


@pytest.mark.django_db
def test_a_renamed_section_is_still_found_at_its_old_address(paper, client, django_capture_on_commit_callbacks):
    section = make_section("Mancanegara")
    make_story(section)
    section.slug = "dunia"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    answer = client.get("/mancanegara/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/dunia/")


@pytest.mark.django_db
def test_a_photos_file_lies_where_nobody_can_guess(paper):
    photo = make_photo()
    assert photo.file.name == f"originals/{photo.uid}/kapal.jpg"
    assert photo.get_rendition("width-100").file.name.startswith(f"renditions/{photo.uid}/")


@given(st.text(max_size=400))
def test_clean_text_stays_clean(text):
    once = clean.rich_text(text)
    assert clean.rich_text(once) == once
    assert "<script" not in once.lower()


@given(st.text(max_size=300))
def test_every_name_makes_a_slug(name):
    slug = slug_of(name)
    assert slug
    assert len(slug) <= 80
    assert slug == slug_of(slug)


def test_a_taken_slug_is_counted_up():
    assert first_free("dunia", ["dunia", "dunia-2"]) == "dunia-3"
    assert first_free("dunia", ["daerah"]) == "dunia"


def test_paragraphs_skip_what_has_no_words():
    assert list(prose.paragraphs([{"type": "related", "value": {"story": 3}}, {"type": "embed", "value": {"url": "x"}}])) == []
