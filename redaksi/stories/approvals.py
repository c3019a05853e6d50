"""Which text may go out: one that somebody has read exactly as it is. The whole table of that is `Approval`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from redaksi.stories import differences, rights
from redaksi.stories.models import Approval, ApprovalKind, SectionRight, SectionRole
from redaksi.stories.rules import Reason
from redaksi.stories.seen import digest_of

if TYPE_CHECKING:
    from wagtail.models import Revision

    from redaksi.staff.models import User
    from redaksi.stories.models import Story


ALONE = [ApprovalKind.FLASH, ApprovalKind.SMALL_FIX]


def is_read(revision: Revision) -> Exists:
    """Of a query of stories: whether this version of it may go out for what others than its writer have read.

    Where this says no, `settle` may still find that it may.
    """
    by_another = Q(by=None) | Q(story__owner=None) | ~Q(by=F("story__owner"))
    enough = Q(kind=ApprovalKind.CHIEF)
    if not revision.content.get("needs_chief"):
        enough |= Q(kind=ApprovalKind.EDITOR, story__section__needs_chief=False)
    read = Approval.objects.filter(Q(kind__in=ALONE) | by_another & enough)
    return Exists(read.filter(story=OuterRef("pk"), digest=digest_of(revision.content)))


def settle(story: Story, revision: Revision, by: User | None, is_flash: bool = False) -> list[Reason]:
    """Note that `by` lets this version go out, as far as they may; returns why it may not go out yet.

    `by` is None for the clock, which has read nothing: it only asks whether somebody has.
    """
    digest = digest_of(revision.content)
    standing = list(Approval.objects.filter(story=story.pk, digest=digest))
    if by is not None:
        standing += _noted(story, revision, digest, by, is_flash, standing)
    missing = list(_missing(story, standing))
    if missing and by is not None and (fix := _small_fix(story, revision, by)):
        difference, approval = fix
        approval.digest, approval.difference = digest, difference
        approval.save(force_insert=True)
        log(instance=story, action="redaksi.small_fix", user=by, revision=revision, data={"difference": difference})
        return []
    return missing


def _noted(
    story: Story, revision: Revision, digest: str, by: User, is_flash: bool, standing: Iterable[Approval]
) -> list[Approval]:
    """What `by` adds to the approvals that this text has; nothing where they said so before, or have no say here."""
    kind = ApprovalKind.FLASH if is_flash else kind_of_reading(by, story)
    if kind is None or any(each.by_id == by.pk and each.kind == kind for each in standing):
        return []
    return [Approval.objects.create(story_id=story.pk, revision=revision, digest=digest, kind=kind, by=by)]


def kind_of_reading(by: User, story: Story) -> ApprovalKind | None:
    """As what this user's reading counts in the story's section; None where it counts for nothing."""
    if by.is_superuser and by.is_active:
        return ApprovalKind.CHIEF
    held = set(rights.rights_of(by).filter(Q(section=story.section_id) | Q(section=None)).values_list("role", flat=True))
    if SectionRole.CHIEF in held:
        return ApprovalKind.CHIEF
    is_editor = by.is_active and (SectionRole.EDITOR in held or rights.is_on_duty(by))
    return ApprovalKind.EDITOR if is_editor else None


def needs_chief(story: Story) -> bool:
    return story.needs_chief or bool(story.section and story.section.needs_chief)


def _missing(story: Story, standing: Iterable[Approval]) -> Iterator[Reason]:
    if any(each.kind in ALONE for each in standing):
        return
    writer = story.owner_id
    own = [each for each in standing if writer is not None and each.by_id == writer]
    readings = [each for each in standing if each not in own]
    if own and not readings and not somebody_else_could_read(story, writer):
        readings = own
    if not readings:
        told = _("Somebody else than its writer has to read this text first.") if own else _("Nobody has read this text yet.")
        yield Reason("title", told)
    elif needs_chief(story) and not any(each.kind == ApprovalKind.CHIEF for each in readings):
        yield Reason("needs_chief", _("The chief editor has to read this text, too, exactly as it is now."))


def somebody_else_could_read(story: Story, writer: int | None) -> bool:
    """Whether the section has another editor than the writer: a newsroom of one person is not stopped."""
    editing = SectionRight.objects.filter(
        Q(section=story.section_id) | Q(section=None), role__in=[SectionRole.EDITOR, SectionRole.CHIEF]
    )
    people = get_user_model().objects.filter(is_active=True).exclude(pk=writer or 0)
    return people.filter(Q(section_rights__in=editing) | Q(groups__section_rights__in=editing)).exists()


def _small_fix(story: Story, revision: Revision, by: User) -> tuple[list[dict[str, str]], Approval] | None:
    """The difference to the last text that was read whole, where that is small and `by` may make it."""
    if not by.has_perm("stories.fix_small"):
        return None
    read = Approval.objects.filter(story=story.pk, kind__in=[ApprovalKind.EDITOR, ApprovalKind.CHIEF], revision__isnull=False)
    last = read.exclude(revision=revision.pk).select_related("revision").order_by("-at", "-pk").first()
    if last is None or last.revision is None or digest_of(last.revision.content) != last.digest:
        return None
    if list(_missing(story, Approval.objects.filter(story=story.pk, digest=last.digest))):
        return None
    changes = differences.between(last.revision.content, revision.content)
    if changes is None or not differences.are_small(changes):
        return None
    told = [{"place": change.place, "before": change.before, "after": change.after} for change in changes]
    return told, Approval(story_id=story.pk, revision=revision, kind=ApprovalKind.SMALL_FIX, by=by)
