"""What the paper got wrong is said where it was said, with the time, and never unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import approvals, differences, ledger
from redaksi.stories.actions.publish import publish
from redaksi.stories.actions.refused import Refused
from redaksi.stories.actions.telling import tell_readers
from redaksi.stories.models import Correction, CorrectionForm, LedgerEntry, LedgerKind, Story
from redaksi.stories.models.correction import LONGEST_NOTE

if TYPE_CHECKING:
    from redaksi.staff.models import User


@transaction.atomic
def write_correction(
    story: Story,
    by: User,
    form: CorrectionForm,
    text: str,
    *,
    is_serious: bool = False,
    hides_change: bool = False,
    corrects: LedgerEntry | None = None,
    instead_of: Correction | None = None,
) -> Correction:
    """Ready for an editor to read; readers see nothing of it yet. `corrects` is an entry that was itself wrong.

    What has to change in the text is changed in the story's form: both go out together. Raises `Refused`.
    """
    _check_words(story, by, text)
    if corrects is not None and corrects.story_id != story.uid:
        raise Refused.because(_("This entry of the ledger is of another story."))
    waiting = instead_of or Correction(story=story)
    waiting.form, waiting.text = CorrectionForm(form), text.strip()
    waiting.is_serious, waiting.hides_change = is_serious, hides_change
    waiting.corrects, waiting.written_by = corrects, by
    waiting.save()
    log(instance=story, action="redaksi.write_correction", user=by, data={"form": waiting.form})
    return waiting


@transaction.atomic
def drop_correction(waiting: Correction, by: User) -> None:
    """It is not needed. Raises `Refused`."""
    if by.pk != waiting.written_by_id and approvals.kind_of_reading(by, waiting.story) is None:
        raise Refused.because(_("Only its writer, or an editor of the section, drops a correction."))
    log(instance=waiting.story, action="redaksi.drop_correction", user=by, data={"form": waiting.form})
    waiting.delete()


@transaction.atomic
def post_correction(waiting: Correction, by: User) -> LedgerEntry:
    """An editor has read it: it stands on the story's page, in the ledger and in every feed, from now on and for ever.

    Changes of the text that wait go out with it, approved by the same reading. Raises `Refused`.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=waiting.story_id)
    if not story.is_public:
        raise Refused.because(_("Only a published story is corrected."))
    _check_reader(story, waiting, by)
    changes = _bring_out(story, by)
    entry = ledger.append(
        LedgerKind.CORRECTION,
        story,
        {"form": waiting.form, "is_serious": waiting.is_serious, "hides_change": waiting.hides_change},
        {
            "text": waiting.text,
            "changes": [] if waiting.hides_change else changes,
            "written_by": waiting.written_by.get_username() if waiting.written_by else "",
            "approved_by": by.get_username(),
        },
        about=waiting.corrects,
    )
    log(instance=story, action="redaksi.correct", user=by, data={"entry": entry.number, "form": waiting.form})
    waiting.delete()
    tell_readers(story, entry)
    return entry


def _bring_out(story: Story, by: User) -> list[dict[str, str]]:
    """The latest version, where readers do not see it yet; what that changed for them."""
    if not story.has_unpublished_changes:
        return []
    before: dict[str, Any] = story.serializable_data()
    publish(story, by=by)
    after = Story.objects.get(pk=story.pk).serializable_data()
    return [vars(change) for change in differences.for_readers(before, after)]


def _check_words(story: Story, by: User, text: str) -> None:
    if not story.permissions_for_user(by).can_edit() and story.owner_id != by.pk:
        raise Refused.because(_("You may not correct stories of this section."))
    if not story.is_public:
        raise Refused.because(_("Only a published story is corrected."))
    if not text.strip():
        raise Refused.because(_("Say what was wrong, and what is right."), "text")
    if len(text) > LONGEST_NOTE:
        told = _("A correction has at most %(count)d characters; what is longer is a story of its own.")
        raise Refused.because(told % {"count": LONGEST_NOTE}, "text")


def _check_reader(story: Story, waiting: Correction, by: User) -> None:
    if approvals.kind_of_reading(by, story) is None:
        raise Refused.because(_("You may not approve stories of this section."))
    if by.pk == waiting.written_by_id and approvals.somebody_else_could_read(story, by.pk):
        raise Refused.because(_("Somebody else than its writer has to read this correction first."))
