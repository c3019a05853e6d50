"""Which change touches which pages."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from redaksi.press import keys, shown, stamps
from redaksi.press.pings import outbox
from redaksi.press.purging import purge_after_commit
from redaksi.press.sitemaps import months
from redaksi.stories.models import (
    Attachment,
    Byline,
    Contributor,
    FrontPage,
    LedgerEntry,
    MastheadLine,
    Paper,
    Photo,
    Policy,
    Section,
    Source,
    Story,
    Storyline,
    StoryTopic,
    Topic,
)
from redaksi.stories.signals import photo_developed, reply_published, stories_written, story_corrected, story_protected

# What Wagtail writes to a page when a draft of it is saved: readers see none of it.
OF_DRAFTS = {"latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "owner", "locked"}
THINGS = (Topic, Contributor, Storyline, Source, Photo, Attachment)


def connect() -> None:
    shown.connect()
    for signal in (post_save, post_delete):
        signal.connect(story_changed, sender=Story)
        signal.connect(paper_changed, sender=Paper)
        signal.connect(paper_changed, sender=MastheadLine)
        signal.connect(frame_changed, sender=PageViewRestriction)
        for page in (Section, Policy, FrontPage):
            signal.connect(page_changed, sender=page)
        for thing in THINGS:
            signal.connect(thing_changed, sender=thing)
    post_page_move.connect(page_moved)
    post_save.connect(ledger_grew, sender=LedgerEntry)
    story_corrected.connect(answer_has_more_to_say)
    story_protected.connect(protected_is_gone)
    photo_developed.connect(photo_has_other_sizes)
    stories_written.connect(stories_changed)
    reply_published.connect(reply_stands)


def story_changed(sender: Any, instance: Story, update_fields: Any = None, **_rest: Any) -> None:
    """Published, corrected or withdrawn: what shows it is gone at once, lists that await it are made anew."""
    written = set(update_fields or ())
    if (instance.is_public and not (written and written <= OF_DRAFTS)) or "is_public" in written:
        months.note_change([instance.published_at])
        outbox.note_change(instance)
        purge_after_commit(gone=keys.all_of(instance) | _sitemaps_without(instance), stale=keys.lists_of(instance))


def _sitemaps_without(story: Story) -> set[str]:
    """What was withdrawn stands in no sitemap for a moment longer; they know their stories by no key."""
    return {keys.NEWS, keys.list_of_month(story.published_at)} if story.published_at and not story.is_public else set()


def stories_changed(sender: Any, story_ids: list[int], **_rest: Any) -> None:
    """A chunk that was written past `save()`: six queries, however many."""
    rows = Story.objects.filter(pk__in=story_ids).exclude(published_at=None)
    public = list(rows.values_list("pk", "section_id", "storyline_id", "published_at"))
    if not public:
        return
    ids = [pk for pk, *_rest_of_row in public]
    topics = StoryTopic.objects.filter(story__in=ids).order_by().values_list("topic_id", flat=True).distinct()
    people = Byline.objects.filter(story__in=ids).order_by().values_list("contributor_id", flat=True).distinct()
    days = [day for *_before, day in public if day]
    months.note_change(days)
    lists = {keys.NEWEST, keys.NEWS}
    lists |= {keys.list_of("section", section) for _pk, section, _storyline, _day in public}
    lists |= {keys.list_of("storyline", storyline) for _pk, _section, storyline, _day in public if storyline}
    lists |= {key for day in days for key in (keys.list_of_day(day), keys.list_of_month(day))}
    lists |= {keys.list_of("topic", topic) for topic in topics} | {keys.list_of("contributor", person) for person in people}
    purge_after_commit(gone={f"{kind}:{pk}" for pk in ids for kind in ("story", "page")}, stale=lists)


def ledger_grew(sender: Any, instance: LedgerEntry, **_rest: Any) -> None:
    """Whatever lists it, or shows the chain's head."""
    purge_after_commit(gone={keys.LEDGER})


def answer_has_more_to_say(sender: Any, story: Story, entry: LedgerEntry, **_rest: Any) -> None:
    """The story that carries a reply or an update links back to what it answers, from now on."""
    if entry.answer is not None:
        purge_after_commit(gone=keys.all_of(entry.answer))


def protected_is_gone(sender: Any, story: Story, **_rest: Any) -> None:
    """Its address said whose story it was, and so did the notice of its withdrawal."""
    outbox.note_change(story)
    purge_after_commit(gone=keys.all_of(story) | {keys.LEDGER}, stale=keys.lists_of(story))


def page_changed(sender: Any, instance: Page, update_fields: Any = None, **_rest: Any) -> None:
    """Sections and policies stand in every page's frame."""
    if not (update_fields and set(update_fields) <= OF_DRAFTS):
        purge_after_commit(stale=keys.all_of(instance))
        if isinstance(instance, Section | Policy):
            frame_changed(sender)


def page_moved(sender: Any, instance: Page, parent_page_before: Page, parent_page_after: Page, **_rest: Any) -> None:
    if isinstance(instance, Story):
        lists = {keys.list_of("section", parent.pk) for parent in (parent_page_before, parent_page_after)}
        purge_after_commit(gone=keys.all_of(instance) if instance.is_public else (), stale=lists)
    else:
        frame_changed(sender)


def frame_changed(sender: Any, **_rest: Any) -> None:
    """What surrounds every page, or whom it is kept from."""
    stamps.renew(stamps.FRAME)
    purge_after_commit(stale={keys.MENUS})


def paper_changed(sender: Any, created: bool = False, **_rest: Any) -> None:
    """The first reader makes the row; lines of the masthead are rows of their own."""
    if sender is MastheadLine or not created:
        stamps.renew(stamps.FRAME)
        purge_after_commit(stale={keys.SETTINGS})


def thing_changed(sender: Any, instance: Model, created: bool = False, **_rest: Any) -> None:
    """What was made just now is on no page."""
    if not created:
        purge_after_commit(stale=keys.all_of(instance))


def photo_has_other_sizes(sender: Any, photo_id: int, **_rest: Any) -> None:
    purge_after_commit(stale={f"photo:{photo_id}"})


def reply_stands(sender: Any, story: Story, **_rest: Any) -> None:
    """The page of the story that was answered leads to the answer, and so does nothing older."""
    purge_after_commit(gone=keys.all_of(story))
