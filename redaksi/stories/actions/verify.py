"""Out before it was verified: on all four grounds, told to readers, and not forgotten (Pedoman Media Siber 2c and 2d)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import approvals, ledger, rights
from redaksi.stories.actions.refused import Refused
from redaksi.stories.actions.telling import note_unverified, tell_readers
from redaksi.stories.models import LedgerEntry, LedgerKind, Story, Unverified

if TYPE_CHECKING:
    from redaksi.staff.models import User


@transaction.atomic
def declare_unverified(
    story: Story,
    by: User,
    *,
    public_interest: str,
    source: str,
    unreachable: str,
    owner: User,
    verify_until: datetime | None = None,
) -> Unverified:
    """An editor says on which grounds it goes out unverified, and who goes on verifying; the fourth condition, telling
    readers, is the system's own: from now on where they see the story, from its publication where they do not yet.

    Raises `Refused`.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
    if approvals.kind_of_reading(by, story) is None:
        raise Refused.because(_("Only an editor of the section lets a story out unverified."))
    if not all(text.strip() for text in (public_interest, source, unreachable)):
        raise Refused.because(_("The exception holds only where all of its grounds are met: say each of them."))
    if not rights.may_write(owner):
        raise Refused.because(_("Who goes on verifying has to work at the desk."), "owner")
    if story.is_withdrawn or story.is_unverified:
        raise Refused.because(_("This story was withdrawn, or is marked as unverified already."))
    grounds = {"public_interest": public_interest.strip(), "source": source.strip(), "unreachable": unreachable.strip()}
    until = {"verify_until": verify_until} if verify_until else {}
    opened = Unverified.objects.create(story=story, opened_by=by, owner=owner, **grounds, **until)
    log(instance=story, action="redaksi.unverified", user=by, data={"owner": owner.get_username()})
    if story.is_public:
        tell_readers(story, note_unverified(story))
    return opened


@transaction.atomic
def hand_over_verifying(opened: Unverified, by: User, owner: User) -> None:
    """Somebody else goes on. Raises `Refused`."""
    if approvals.kind_of_reading(by, opened.story) is None and by.pk != opened.owner_id:
        raise Refused.because(_("Only an editor of the section, or who verifies it now, hands this on."))
    if not rights.may_write(owner):
        raise Refused.because(_("Who goes on verifying has to work at the desk."), "owner")
    opened.owner = owner
    opened.save(update_fields=["owner"])
    log(instance=opened.story, action="redaksi.hand_over_verifying", user=by, data={"owner": owner.get_username()})


@transaction.atomic
def close_unverified(opened: Unverified, by: User, update: Story) -> LedgerEntry | None:
    """The result is told by this update story, public and another one; each links to the other from now on.

    None where readers never saw the unverified story. Raises `Refused`.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=opened.story_id)
    opened = Unverified.objects.select_for_update().get(pk=opened.pk)
    if approvals.kind_of_reading(by, story) is None:
        raise Refused.because(_("Only an editor of the section says that a story is verified."))
    if opened.closed_at:
        raise Refused.because(_("This story is verified already."))
    if update.pk == story.pk or not Story.objects.published().filter(pk=update.pk).exists():
        raise Refused.because(_("The result is told in a story of its own, which readers can see."), "update")
    opened.update_story, opened.closed_at, opened.closed_by = update, timezone.now(), by
    opened.save()
    log(instance=story, action="redaksi.verified", user=by, data={"update": update.number})
    if not opened.is_told:
        return None
    entry = ledger.append(LedgerKind.VERIFIED, story, {}, {"by": by.get_username()}, answer=update)
    tell_readers(story, entry)
    return entry
