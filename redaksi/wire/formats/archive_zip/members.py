"""What lies in an archive, and what it is called there. Nothing is ever unpacked under such a name."""

import re

from django.utils import timezone

from redaksi.stories.models import Story
from redaksi.stories.past import StoryPast

VERSION = 1
FORMAT = "redaksi-archive"
MIMETYPE, EDITION, REDIRECTS, MANIFEST = "mimetype", "edition.json", "redirects.json", "manifest.json"
LEDGER = "ledger.json"
KIND = b"application/vnd.redaksi.archive+zip"
MARK = MIMETYPE.encode() + KIND
_UID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
STORY = re.compile(rf"stories/\d{{4}}/\d\d/({_UID})\.json")
ITEM = re.compile(rf"stories/\d{{4}}/\d\d/({_UID})\.ninjs\.json")
PHOTO = re.compile(rf"photos/({_UID})\.json")
ORIGINAL = re.compile(r"photos/([0-9a-f]{64})(\.[a-z0-9]{1,5})?")
FILE = re.compile(r"[\w.-]{1,100}\.(?:avif|gif|heic|heif|jpe?g|png|webp)", re.ASCII | re.IGNORECASE)


def is_known(name: str) -> bool:
    return name in (MIMETYPE, EDITION, REDIRECTS, LEDGER, MANIFEST) or any(
        pattern.fullmatch(name) for pattern in (STORY, ITEM, PHOTO, ORIGINAL)
    )


def name_of(story: Story, past: StoryPast) -> str:
    """Without its ending; drafts lie where their last version was written."""
    day = story.published_at or story.latest_revision_created_at
    return f"stories/{timezone.localtime(day):%Y/%m}/{past.uid}" if day else f"stories/0000/00/{past.uid}"
