"""The record must not repeat the harm: what would is masked at once, and erased for good when nobody needs it any more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from redaksi.stories import addresses, ledger, remembered
from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import (
    Approval,
    Correction,
    Hold,
    LedgerEntry,
    LedgerKind,
    Override,
    ProtectedStory,
    ProtectionGround,
    Story,
    Withdrawal,
)
from redaksi.stories.models.story import AiUse
from redaksi.stories.signals import story_protected

if TYPE_CHECKING:
    from redaksi.staff.models import User

EMPTY = {
    **dict.fromkeys(("kicker", "dek", "teaser", "dateline", "lead_caption", "lead_credit", "slugline", "ed_note"), ""),
    **dict.fromkeys(("seo_title", "search_description", "protected_words", "other_side"), ""),
    **dict.fromkeys(("lead_photo", "storyline"), None),
    "ai_use": AiUse.NONE,
}


@transaction.atomic
def protect(story: Story, by: User | None, ground: ProtectionGround) -> ProtectedStory:
    """Nothing of a withdrawn story's words stays in sight: title, address, text, versions, notes, entries of the ledger.

    They lie in `ProtectedStory` until `erase_protected`. `by` is None for a restore, which masks again. Raises `Refused`.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    _check(story, by)
    if existing := ProtectedStory.objects.filter(story=story).first():
        return existing
    protected = ProtectedStory.objects.create(
        story=story, ground=ProtectionGround(ground), kept=_all_of(story), protected_by=by
    )
    _make_neutral(story)
    _forget_versions(story)
    _forget_reason(story)
    log(instance=story, action="redaksi.protect", user=by, data={"ground": ground})
    ledger.append(LedgerKind.PROTECTION, story, {"ground": protected.ground})
    transaction.on_commit(partial(remembered.note, story.uid, protected.ground))
    transaction.on_commit(partial(story_protected.send_robust, sender=Story, story=story))
    return protected


@transaction.atomic
def mask_entry(entry: LedgerEntry, by: User, ground: ProtectionGround) -> LedgerEntry:
    """The words of one entry are shown to nobody any more; its story stays as it is. Raises `Refused`."""
    if entry.story is None or not entry.story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, protects what was printed."))
    masking = ledger.append(LedgerKind.PROTECTION, entry.story, {"ground": ProtectionGround(ground).value}, about=entry)
    log(instance=entry.story, action="redaksi.mask_entry", user=by, data={"entry": entry.number, "ground": ground})
    transaction.on_commit(partial(remembered.note, entry.uid, masking.act["ground"], is_entry=True))
    return masking


@transaction.atomic
def erase_entry(entry: LedgerEntry, by: User) -> None:
    """The words of an entry that is masked, for good. Raises `Refused`."""
    if entry.story is None or not entry.story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, protects what was printed."))
    masking = LedgerEntry.objects.filter(kind=LedgerKind.PROTECTION, about__uid=entry.uid).last()
    if masking is None:
        raise Refused.because(_("An entry is masked first, and then erased."))
    ledger.erase([entry], masking.act["ground"])
    log(instance=entry.story, action="redaksi.erase_entry", user=by, data={"entry": entry.number})
    transaction.on_commit(partial(remembered.note, entry.uid, masking.act["ground"], is_entry=True, is_erased=True))


@transaction.atomic
def erase_protected(story: Story, by: User | None) -> None:
    """For good: not even the chief editor reads it again. The acts stay in the ledger, without a word. Raises `Refused`."""
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    protected = ProtectedStory.objects.filter(story=story, erased_at=None).first()
    if protected is None:
        raise Refused.because(_("Only a protected story is erased, and only once."))
    _check(story, by)
    protected.kept, protected.erased_at = {}, timezone.now()
    protected.save()
    log(instance=story, action="redaksi.erase", user=by, data={"ground": protected.ground})
    ledger.erase(LedgerEntry.objects.select_related("words").filter(story__uid=story.uid), protected.ground)
    transaction.on_commit(partial(remembered.note, story.uid, protected.ground, is_erased=True))


def protect_again() -> int:
    """After a restore, or the return of an archive: what this house has masked or erased before is so again. How many."""
    known = remembered.all_of_them()
    count = 0
    for story in Story.objects.filter(uid__in=[uid for uid, each in known.items() if not each.is_entry]):
        count += _again(story, known[str(story.uid)])
    for entry in LedgerEntry.objects.select_related("words", "story").filter(uid__in=known):
        count += _entry_again(entry, known[str(entry.uid)])
    return count


def _entry_again(entry: LedgerEntry, before: remembered.Protected) -> int:
    is_masked = LedgerEntry.objects.filter(kind=LedgerKind.PROTECTION, about__uid=entry.uid).exists()
    if not is_masked:
        ledger.append(LedgerKind.PROTECTION, entry.story, {"ground": before.ground}, about=entry)
    erased = ledger.erase([entry], before.ground) if before.is_erased else []
    return int(bool(erased) or not is_masked)


def _again(story: Story, before: remembered.Protected) -> int:
    if not story.is_withdrawn:
        return 0
    protected = ProtectedStory.objects.filter(story=story).first()
    if protected is None:
        protect(story, None, ProtectionGround(before.ground))
    if before.is_erased and not (protected and protected.erased_at):
        erase_protected(story, None)
        return 1
    return 0 if protected else 1


def _check(story: Story, by: User | None) -> None:
    if by is not None and not story.permissions_for_user(by).can_withdraw():
        raise Refused.because(_("Only the chief editor, or whoever was named for it, protects what was printed."))
    if not story.is_withdrawn:
        raise Refused.because(_("A story is withdrawn first, and then protected."))


def _all_of(story: Story) -> dict[str, Any]:
    versions = Revision.objects.filter(content_type=_story_type(), object_id=str(story.pk)).order_by("pk")
    kept = [{"at": version.created_at.isoformat(), "content": version.content} for version in versions]
    return {"row": story.serializable_data(), "address": story.address, "reason": story.withdrawal.reason, "versions": kept}


def _make_neutral(story: Story) -> None:
    with translation.override(story.language):
        story.title = story.draft_title = _("Withdrawn story")
        story.slug = f"berita-{story.number}"
    for name, value in EMPTY.items():
        setattr(story, name, value)
    story.body = []
    for links in (story.bylines, story.story_topics, story.story_sources):
        links.all().delete()
    story.address = addresses.address_of(story.published_at or timezone.now(), "berita", story.number or 0)
    story.latest_revision = story.live_revision = None
    story.has_unpublished_changes = False
    story.save(clean=False)


def _forget_versions(story: Story) -> None:
    """And whatever was noted about them: comparisons, comments, reasons, names in the log."""
    mine = {"content_type": _story_type(), "object_id": str(story.pk)}
    TaskState.objects.filter(revision__in=Revision.objects.filter(**mine)).delete()
    WorkflowState.objects.filter(object_id=str(story.pk), content_type=_story_type()).delete()
    Revision.objects.filter(**mine).delete()
    Approval.objects.filter(story=story).update(comment="", difference=None)
    Hold.objects.filter(story=story).update(note="", decision_note="")
    Override.objects.filter(story=story).update(text="", message="", reason="")
    Correction.objects.filter(story=story).delete()
    story.wagtail_admin_comments.all().delete()
    PageLogEntry.objects.filter(page=story.pk).update(label=story.title, data={})


def _forget_reason(story: Story) -> None:
    """Past the ORM: the guard of the table lets exactly this pass."""
    with connection.cursor() as cursor:
        table = Withdrawal._meta.db_table
        cursor.execute(f"UPDATE {table} SET reason = '' WHERE story_id = %s", [story.pk])  # noqa: S608 - a name of ours


def _story_type() -> ContentType:
    return ContentType.objects.get_for_model(Story)
