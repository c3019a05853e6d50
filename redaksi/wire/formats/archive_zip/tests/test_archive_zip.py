import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex, Revision

from redaksi.staff.groups import Role
from redaksi.stories import actions, digests, ledger
from redaksi.stories.ledger import guards
from redaksi.stories.models import (
    AddressCounter,
    Approval,
    Batch,
    Byline,
    Contributor,
    LedgerEntry,
    LedgerKind,
    LedgerWords,
    OldList,
    OldPicture,
    Photo,
    Section,
    Source,
    SourceId,
    Story,
    Storyline,
    StorySource,
    StoryTopic,
    Topic,
    Withdrawal,
    WithdrawalGround,
)
from redaksi.stories.tests.builders import (
    make_draft,
    make_photo,
    make_section,
    make_story,
    make_topic,
    make_user,
    publish_at_once,
)
from redaksi.wire import copying, intake, reinstating
from redaksi.wire.formats import archive_zip, format_of
from redaksi.wire.formats.archive_zip import members
from redaksi.wire.models import Change

pytestmark = pytest.mark.django_db

DEMO = Path(__file__).parents[4] / "cli/demo/edition"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def export(folder, name="arsip.zip"):
    path = folder / name
    return path, archive_zip.write(path, Story.objects.order_by("pk"))


def empty_the_paper():
    """As on another machine: the same founding, an empty ledger, and every id another one."""
    guards.take_down()
    with connection.cursor() as cursor:
        for table in ("stories_ledgerwords", "stories_ledgerentry"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    for model in (Redirect, OldList, OldPicture, Change):
        model.objects.all().delete()
    Withdrawal.objects.all().delete()
    guards.set_up()
    Approval.objects.all().delete()
    SourceId.objects.all().delete()
    Revision.objects.all().delete()
    for link in (Byline, StoryTopic, StorySource):
        link.objects.all().delete()
    keys = list(Section.objects.values_list("pk", flat=True)) + list(Story.objects.values_list("pk", flat=True))
    for model in (Story, Section):
        model.objects.all()._raw_delete("default")
    Page.objects.filter(pk__in=keys)._raw_delete("default")
    Page.fix_tree()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    for model in (Contributor, Topic, Storyline, Source, Photo, Batch):
        model.objects.all().delete()
    AddressCounter.objects.all().delete()
    ReferenceIndex.objects.all().delete()


def everything():
    """What has to be the same, by names that hold anywhere."""
    story_type = ContentType.objects.get_for_model(Story)
    stories = {}
    for story, copy in copying.with_copies(Story.objects.order_by("pk")):
        versions = Revision.objects.filter(object_id=str(story.pk), content_type=story_type).order_by("created_at", "pk")
        latest = story.get_latest_revision_as_object()
        withdrawal = getattr(story, "withdrawal", None)
        stories[str(story.uid)] = {
            **{
                name: getattr(story, name)
                for name in ("number", "address", "headline", "is_public", "live", "slug", "word_count")
            },
            **{name: getattr(story, name) for name in ("published_at", "first_published_at", "last_published_at")},
            "copy": digests.of(copy),
            "latest": digests.of(copying.copy_of(latest)),
            "versions": [(v.created_at, v.user and v.user.username, v.content["title"]) for v in versions],
            "live": story.live_revision and story.live_revision.created_at,
            "is_changed": story.has_unpublished_changes,
            "withdrawn": withdrawal
            and (withdrawal.ground, withdrawal.reason, withdrawal.withdrawn_at, withdrawal.withdrawn_by.username),
            "known_as": sorted(story.source_ids.values_list("source", "identifier", "digest", "missing_photos")),
        }
    return {
        "stories": stories,
        "photos": {
            str(p.uid): (hashlib.sha256(p.file.read()).hexdigest(), p.credit, p.description, Path(p.file.name).name)
            for p in Photo.objects.all()
        },
        "topics": {str(t.uid): (t.name, t.kind, t.slug, [s.text for s in t.spellings.all()]) for t in Topic.objects.all()},
        "people": set(Contributor.objects.values_list("uid", "name", "desk", "slug", "bio", "job_title")),
        "storylines": set(Storyline.objects.values_list("uid", "name", "slug")),
        "sections": list(Section.objects.order_by("path").values_list("title", "slug", "description")),
        "sources": set(Source.objects.values_list("name", "kind", "url")),
        "redirects": set(Redirect.objects.values_list("old_path", "redirect_page__url_path")),
        "old_lists": set(OldList.objects.values_list("path", "section__slug", "topic__uid", "contributor__uid")),
        "old_pictures": set(OldPicture.objects.values_list("path", "photo__uid")),
    }


@pytest.fixture
def edition(paper):
    """The demo edition, and what happens to it in a day: an edit, a correction, a withdrawal, a draft, a related story."""
    intake.bring([DEMO], as_="published")
    chief = make_user("pemred", Role.CHIEF_EDITOR)
    first, second, third = Story.objects.filter(is_public=True).order_by("pk")[:3]
    edited = first.get_latest_revision_as_object()
    edited.title = "Judul yang lain"
    edited.save_revision(user=chief)
    actions.withdraw(second, by=chief, ground=WithdrawalGround.SARA, reason="Melukai sekelompok orang.")
    section = third.section
    last = make_story(section, "Baru terbit", lead_photo=make_photo(), topics=[make_topic("Pelabuhan")])
    third = Story.objects.get(pk=third.pk)
    version = third.get_latest_revision_as_object()
    version.body = [
        ("text", f'<p>Baca <a id="{last.pk}" linktype="page">yang lain</a>.</p>'),
        ("related", {"story": last, "item": ""}),
    ]
    version.save_revision(user=chief)
    Redirect.objects.create(old_path="/lama.html", redirect_page=last, is_permanent=True)
    OldPicture.objects.create(path="/wp-content/uploads/2019/01/kapal.jpg", photo=last.lead_photo)
    SourceId.objects.filter(story=first).update(missing_photos=2)
    topic, person = Topic.objects.get(name="Pelabuhan"), Contributor.objects.order_by("pk").first()
    for path, end in (
        ("/category/kota", {"section": section}),
        ("/tag/x", {"topic": topic}),
        ("/author/y", {"contributor": person}),
    ):
        OldList.objects.create(path=path, **end)
    make_draft(section, "Belum terbit", by=chief)
    return chief


def test_everything_comes_back_on_an_empty_machine(edition, tmp_path):
    before = everything()
    path, written = export(tmp_path)
    assert (written.stories, written.faults, written.missing) == (len(before["stories"]), [], [])
    old_keys = set(Story.objects.values_list("pk", flat=True))
    empty_the_paper()
    report = reinstating.bring_back([path])
    assert (report.not_taken, report.unplaced, report.stories) == ({}, [], len(before["stories"]))
    after = everything()
    for name in before:
        assert after[name] == before[name], name
    assert Page.find_problems() == ([], [], [], [], [])
    assert old_keys.isdisjoint(Story.objects.values_list("pk", flat=True))
    assert AddressCounter.objects.get().last >= max(story["number"] or 0 for story in before["stories"].values())


def test_the_ledger_comes_back_as_it_was(edition, tmp_path):
    story = Story.objects.filter(is_public=True).first()
    wrong = ledger.append(LedgerKind.CORRECTION, story, {"form": "ralat"}, {"text": "Nama Budi salah.", "old": ["Budi", None]})
    ledger.append(LedgerKind.PROTECTION, story, {"ground": "child"}, about=wrong)
    ledger.erase([wrong], "child")
    ledger.append(LedgerKind.REPLY, story, {}, {"text": "Bukan saya."}, answer=story)
    before = list(LedgerEntry.objects.values()), list(LedgerWords.objects.order_by("entry").values())
    path, written = export(tmp_path)
    assert written.ledger == len(before[0]) > 4
    assert reinstating.bring_back([path]).ledger == 0
    empty_the_paper()
    report = reinstating.bring_back([path])
    assert (report.ledger, report.unplaced) == (written.ledger, [])
    assert (list(LedgerEntry.objects.values()), list(LedgerWords.objects.order_by("entry").values())) == before
    assert ledger.verify() == []


def test_a_part_of_the_paper_goes_without_the_ledger(edition, tmp_path):
    archive_zip.write(tmp_path / "sebagian.zip", Story.objects.order_by("pk")[:1], with_ledger=False)
    assert members.LEDGER not in zipfile.ZipFile(tmp_path / "sebagian.zip").namelist()


def test_a_ledger_with_acts_of_its_own_takes_none_of_another(paper, tmp_path):
    ledger.append(LedgerKind.CORRECTION, make_story(make_section()), {}, {"text": "Salah."})
    path, _written = export(tmp_path)
    empty_the_paper()
    ledger.append(LedgerKind.CORRECTION, None, {}, {"text": "Lain."})
    report = reinstating.bring_back([path])
    (note,) = report.unplaced
    assert (report.stories, LedgerEntry.objects.count(), note["note"]) == (
        1,
        1,
        "the ledger here has entries of its own: that of the archive stays out",
    )


FORGED = {
    "other words": lambda lines: lines[0]["words"].update(content={"text": "Benar."}),
    "one left out": lambda lines: lines.pop(1),
    "another act": lambda lines: lines[1].update(act={"form": "koreksi"}),
    "another order": lambda lines: lines.reverse(),
    "a kind that is none": lambda lines: lines[0].update(kind="x"),
    "no number": lambda lines: lines[0].update(uid="x"),
    "words taken away": lambda lines: lines[0].update(words=None),
}


@pytest.mark.parametrize("change", FORGED.values(), ids=FORGED)
def test_a_forged_ledger_stays_out_and_the_stories_come(paper, tmp_path, change):
    story = make_story(make_section())
    for number in range(3):
        ledger.append(LedgerKind.CORRECTION, story, {"form": "ralat"}, {"text": f"Salah {number}."})
    path, _written = export(tmp_path)

    def forge(given):
        lines = json.loads(given[members.LEDGER])
        change(lines)
        text = ",\n".join(map(json.dumps, lines))
        signed(given, members.LEDGER, f"[\n{text}\n]\n".encode())

    empty_the_paper()
    report = reinstating.bring_back([changed(path, forge)])
    assert (report.stories, report.ledger, LedgerEntry.objects.count(), len(report.unplaced)) == (1, 0, 0, 1)


def test_a_story_that_came_back_goes_on_as_ever(edition, tmp_path):
    path, _written = export(tmp_path)
    empty_the_paper()
    reinstating.bring_back([path])
    story = Story.objects.get(title="Baru terbit")
    version = story.get_latest_revision_as_object()
    assert [(link.story_id, link.topic.name) for link in version.story_topics.all()] == [(story.pk, "Pelabuhan")]
    version.title = "Diperbaiki"
    version.save_revision()
    again = publish_at_once(story)
    assert (again.headline, again.address) == ("Diperbaiki", story.address)
    pointing = Story.objects.get(
        draft_title=Story.objects.exclude(pk=story.pk).filter(is_public=True).order_by("pk")[1].draft_title
    )
    body = pointing.get_latest_revision_as_object().body.raw_data
    assert [block["value"] for block in body if block["type"] == "related"] == [{"story": story.pk, "item": ""}]
    assert f'<a id="{story.pk}" linktype="page">' in body[0]["value"]


def test_whom_a_story_protects_and_who_has_to_read_it_comes_back_with_it(paper, tmp_path):
    photo = make_photo(shows_children=True)
    guarded = {"protects_identity": True, "protected_words": "Budi\nSDN 3", "needs_chief": True, "lead_photo": photo}
    make_draft(make_section(), "Korban anak", **guarded)
    path, _written = export(tmp_path)
    empty_the_paper()
    reinstating.bring_back([path])
    story = Story.objects.get()
    version = story.get_latest_revision_as_object()
    for each in (story, version):
        assert (each.protects_identity, each.protected_words, each.needs_chief) == (True, "Budi\nSDN 3", True)
    assert Photo.objects.get().shows_children


def test_an_archive_comes_back_once(edition, tmp_path):
    path, written = export(tmp_path)
    again = reinstating.bring_back([path])
    assert (again.stories, again.unchanged, again.batch) == (0, written.stories, "")
    empty_the_paper()
    assert reinstating.bring_back([path], dry_run=True).items == written.stories
    assert Story.objects.count() == 0


def test_a_number_that_another_story_has_stays_its_own(paper, tmp_path):
    ours = make_story(make_section(), "Yang punya kami")
    path, _written = export(tmp_path)
    empty_the_paper()
    other = make_story(make_section(), "Yang sudah ada")
    assert other.number == ours.number
    report = reinstating.bring_back([path])
    assert [skipped["reason"] for skipped in report.skipped] == ["number 1 or its address belongs to another story here"]
    assert Story.objects.count() == 1


def test_a_story_that_came_in_from_its_old_system_does_not_come_twice(paper, tmp_path):
    (tmp_path / "naskah.md").write_text('+++\nheadline = "Satu"\nsection = "Dunia"\n+++\n\nIsi.\n')
    intake.bring([tmp_path / "naskah.md"])
    path, _written = export(tmp_path)
    empty_the_paper()
    intake.bring([tmp_path / "naskah.md"])
    assert reinstating.bring_back([path]).not_taken == {"it came in here from another system already": 1}


def test_who_may_not_bring_in_may_not_bring_back(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    with pytest.raises(PermissionDenied):
        reinstating.bring_back([path], by=make_user("reporter", Role.REPORTER))


def test_the_same_stories_make_the_same_archive(edition, tmp_path):
    first, _written = export(tmp_path, "satu.zip")
    second, _written = export(tmp_path, "dua.zip")
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["dua.zip", "satu.zip"]


def test_it_is_known_by_its_content(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    assert format_of(path.read_bytes()[:8192], "tanpa nama") == "archive_zip"


def test_another_paper_takes_its_stories_as_drafts(edition, tmp_path):
    path, written = export(tmp_path)
    empty_the_paper()
    report = intake.bring([path])
    assert (report.stories, list(report.not_taken.values())) == (written.stories - 1, [1])
    shown = Story.objects.get(title="Baru terbit")
    assert (shown.is_public, shown.lead_photo.credit) == (False, "Antara/Rina")


def changed(path, change):
    """The same archive with other members."""
    with zipfile.ZipFile(path) as parts:
        given = {name: parts.read(name) for name in parts.namelist()}
    change(given)
    other = path.with_name("lain.zip")
    with zipfile.ZipFile(other, "w") as parts:
        for name, content in given.items():
            parts.writestr(name, content)
    return other


def signed(given, name, content):
    """Whoever changes an archive can change its manifest, too."""
    manifest = json.loads(given[members.MANIFEST])
    given[name] = content
    manifest["members"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    given[members.MANIFEST] = json.dumps(manifest).encode()


def of_version(given, version):
    given[members.MANIFEST] = json.dumps({**json.loads(given[members.MANIFEST]), "version": version}).encode()


HOSTILE = {
    "damaged in the archive: edition.json": lambda given: given.update({"edition.json": b"{}"}),
    "missing in the archive: edition.json": lambda given: given.pop("edition.json"),
    f"in the archive and not in its manifest: photos/{'0' * 64}.jpg": lambda given: given.update(
        {f"photos/{'0' * 64}.jpg": b"x"}
    ),
    "an archive without its manifest: it is damaged, or was never finished": lambda given: given.pop("manifest.json"),
    "an archive of version 2; this Redaksi reads up to 1: update it": lambda given: of_version(given, 2),
    "the manifest is not one of ours": lambda given: of_version(given, "1"),
    "nothing of an archive of ours: ../../etc/passwd": lambda given: signed(given, "../../etc/passwd", b"x"),
    "nothing of an archive of ours: /etc/passwd": lambda given: signed(given, "/etc/passwd", b"x"),
    "damaged in the archive: manifest.json": lambda given: given.update({"manifest.json": b"[" * 100_000}),
}


@pytest.mark.parametrize(("why", "change"), HOSTILE.items(), ids=HOSTILE)
def test_what_is_not_whole_does_not_come_in(paper, tmp_path, why, change):
    make_story(make_section())
    path, _written = export(tmp_path)
    empty_the_paper()
    report = reinstating.bring_back([changed(path, change)])
    assert (report.not_taken, Story.objects.count(), Section.objects.count()) == ({why: 1}, 0, 0)
    assert intake.bring([changed(path, change)]).stories == 0


def test_a_member_twice_does_not_come_in(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as parts:
        parts.writestr("edition.json", "{}")
    assert reinstating.bring_back([path]).not_taken == {"a member twice in one archive": 1}


def test_a_bomb_does_not_come_in(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(f"photos/{'0' * 64}.jpg", bytes(100 * 1024 * 1024))
    assert reinstating.bring_back([path]).not_taken == {"it swells beyond what an archive of this size can hold": 1}


def test_half_an_archive_does_not_come_in(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    path.write_bytes(path.read_bytes()[:-200])
    (line,) = reinstating.bring_back([path]).not_taken
    assert line.startswith("a damaged archive:")


def story_in(given):
    return next(name for name in given if members.STORY.fullmatch(name))


def with_past(given, change):
    name = story_in(given)
    record = json.loads(given[name])
    change(record["past"])
    signed(given, name, json.dumps(record).encode())


def script_in(past):
    for content in [past["row"], *(version["content"] for version in past["versions"])]:
        content["body"] = [
            {"type": "text", "value": "<p onclick='x'>Halo<script>alert(1)</script></p>", "id": "a"},
            {"type": "embed", "value": {"url": "javascript:alert(1)", "caption": ""}, "id": "b"},
            {"type": "raw_html", "value": "<script>", "id": "c"},
        ]


def test_scripts_are_cleaned_wherever_they_hide(paper, tmp_path):
    make_story(make_section())
    path, _written = export(tmp_path)
    empty_the_paper()
    report = reinstating.bring_back([changed(path, lambda given: with_past(given, script_in))])
    story = Story.objects.get()
    bodies = [list(story.body.raw_data), *(json.loads(version.content["body"]) for version in story.revisions.all())]
    assert report.stories == 1
    assert [[(block["type"], block["value"]) for block in body] for body in bodies] == [[("text", "<p>Halo</p>")]] * 2


@pytest.mark.parametrize(
    "broken",
    [
        lambda past: past["row"].update(body=[{"type": "photo", "value": "x"}]),
        lambda past: past["row"].update(title=None),
        lambda past: past["row"].update(published_at="kemarin"),
        lambda past: past.update(section="Tidak ada"),
        lambda past: past["versions"][0].update(content={"body": [1]}),
    ],
)
def test_a_story_that_is_none_stays_out_and_the_others_come(paper, tmp_path, broken):
    section = make_section()
    make_story(section, "Yang rusak")
    make_story(section, "Yang utuh")
    path, _written = export(tmp_path)
    empty_the_paper()
    report = reinstating.bring_back([changed(path, lambda given: with_past(given, broken))])
    assert (len(report.skipped), [story.title for story in Story.objects.all()]) == (1, ["Yang utuh"])
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_photo_that_is_none_stays_out(paper, tmp_path):
    make_story(make_section(), lead_photo=make_photo())
    path, _written = export(tmp_path)
    empty_the_paper()

    def spoil(given):
        original = next(name for name in given if members.ORIGINAL.fullmatch(name))
        signed(given, original, b"<script>alert(1)</script>")

    report = reinstating.bring_back([changed(path, spoil)])
    assert [noted["note"] for noted in report.unplaced] == ["the file is not a picture"]
    assert (Photo.objects.count(), Story.objects.get().lead_photo) == (0, None)
