import pytest
from django.utils import timezone

from redaksi.stories import actions
from redaksi.stories.models import WithdrawalGround
from redaksi.stories.tests.builders import make_contributor, make_draft, make_photo, make_story, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def rice(dunia, daerah, reporter, chief, index):
    """Copy about rice in each state, some of it the reporter's own."""
    make_draft(dunia, "Beras draf rekan", by=chief)
    make_draft(dunia, "Beras draf sendiri", by=reporter)
    waits, back = (make_draft(dunia, headline, by=reporter) for headline in ("Beras menunggu", "Beras dikembalikan"))
    for story in (waits, back):
        actions.file(story, by=reporter)
    actions.send_back(back, by=chief, comment="Siapa sumbernya?")
    make_story(daerah, "Beras tayang", by=chief)
    withdrawn = make_story(dunia, "Beras dicabut", by=chief)
    actions.withdraw(withdrawn, make_user(is_superuser=True), WithdrawalGround.DECENCY, "Nama korban disebut.")
    index.step()


def listed(browser, address="/admin/cari/?q=beras"):
    """Headline, state and where it leads, of each line."""
    lines = {}
    for line in browser.get(address).context["lines"]:
        kind = "edit" if line.address.endswith("/edit/") else "read" if line.address else ""
        lines[line.headline.replace("<mark>", "").replace("</mark>", "")] = kind
    return lines


def states_in(browser, address="/admin/cari/?q=beras"):
    parts = browser.get(address).text.split('class="desk-list__story"')[1:]
    return sorted(part.split('class="desk-state')[1].partition(">")[2].partition("<")[0] for part in parts)


def test_a_reporter_finds_what_is_out_and_her_own(rice, reporter, at_desk):
    assert listed(at_desk(reporter)) == {
        "Beras draf sendiri": "edit",
        "Beras menunggu": "edit",
        "Beras dikembalikan": "edit",
        "Beras tayang": "read",
    }


def test_an_editor_finds_all_copy_of_the_own_section(rice, editor, at_desk):
    found = listed(at_desk(editor))
    assert found == {
        "Beras draf rekan": "edit",
        "Beras draf sendiri": "edit",
        "Beras menunggu": "edit",
        "Beras dikembalikan": "edit",
        "Beras dicabut": "edit",
        "Beras tayang": "read",
    }


def test_every_line_says_where_its_story_stands(rice, editor, at_desk):
    assert states_in(at_desk(editor)) == ["dicabut", "dikembalikan", "konsep", "konsep", "menunggu redaktur", "tayang"]


def test_each_of_them_opens(rice, editor, at_desk):
    browser = at_desk(editor)
    for line in browser.get("/admin/cari/?q=beras").context["lines"]:
        assert browser.get(line.address).status_code == 200


def test_copy_that_one_signs_and_may_not_open_is_found_without_a_link(dunia, reporter, chief, at_desk, index):
    make_draft(dunia, "Beras bersama", by=chief, contributors=[make_contributor("Sisi", user=reporter)])
    index.step()
    assert listed(at_desk(reporter)) == {"Beras bersama": ""}


def test_sections_and_days_narrow_and_the_newest_come_first(rice, editor, at_desk):
    browser = at_desk(editor)
    page = browser.get("/admin/cari/?q=beras").text
    assert 'href="?q=beras&amp;rubrik=daerah"' in page
    assert listed(browser, "/admin/cari/?q=beras&rubrik=daerah") == {"Beras tayang": "read"}
    assert len(listed(browser, f"/admin/cari/?q=beras&sejak={timezone.localdate()}&urut=terbaru")) == 6
    assert listed(browser, "/admin/cari/?q=beras&sampai=1999") == {}


def test_the_menus_field_and_the_start_page_lead_here(rice, chief, at_desk):
    page = at_desk(chief).get("/admin/").text
    assert 'action="/admin/cari/"' in page
    assert '"wagtail.sidebar.SearchModule", "_args": ["/admin/cari/"]' in page


def test_nobody_searches_the_desk_from_outside(rice, client):
    assert client.get("/admin/cari/?q=beras").status_code == 302


@pytest.mark.parametrize("asked", ["", "q=-x", "q=" + "z" * 10_000, "q=%00&rubrik=%00", "q=x&hal=-1", "q=x&hal=x", "q=%22"])
def test_any_question_is_answered(rice, chief, at_desk, asked):
    assert at_desk(chief).get(f"/admin/cari/?{asked}").status_code == 200


def test_without_an_index_it_says_so(dunia, chief, at_desk):
    make_draft(dunia, "Beras")
    assert "Pencarian sedang diperbaiki" in at_desk(chief).get("/admin/cari/?q=beras").text


@pytest.mark.parametrize("count", [3, 20])
def test_queries_are_as_many_for_three_stories_as_for_twenty(dunia, editor, at_desk, index, count, django_assert_num_queries):
    for number in range(count):
        make_draft(dunia, f"Beras draf {number}", by=editor, lead_photo=make_photo())
    index.step()
    browser = at_desk(editor)
    browser.get("/admin/cari/?q=beras")
    with django_assert_num_queries(23):
        assert len(listed(browser)) == count
