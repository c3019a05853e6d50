from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from redaksi.stories.actions.refused import Refused
from redaksi.stories.models import HouseWord, Override
from redaksi.stories.rights import may_edit_section

if TYPE_CHECKING:
    from redaksi.staff.models import User
    from redaksi.stories.models import Story

LONGEST_TEXT = 200
LONGEST_WORD = 60


def override(story: Story, by: User, *, check: str, field: str, text: str, message: str, reason: str) -> Override:
    """An editor of the section goes past a warning; it is logged with the reason. Raises `Refused`."""
    if not reason.strip():
        raise Refused.because(_("Say why this warning does not hold."))
    if not may_edit_section(by, story):
        raise Refused.because(_("Only an editor of the section goes past a warning."))
    return Override.objects.create(
        story_id=story.pk,
        by=by,
        check_name=check,
        field=field,
        text=text[:LONGEST_TEXT],
        message=message,
        reason=reason.strip(),
    )


def add_to_house_list(word: str, by: User, story: Story) -> HouseWord:
    """The house writes it so from now on. Raises `Refused`."""
    word = " ".join(word.lower().split())
    if not word or len(word) > LONGEST_WORD:
        raise Refused.because(_("This is no word for the house list."))
    if not may_edit_section(by, story):
        raise Refused.because(_("Only an editor adds to the house list."))
    return HouseWord.objects.get_or_create(word=word, defaults={"added_by": by})[0]
