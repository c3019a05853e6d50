"""What the stories of a paper share, brought back on another machine: the ground on which `reinstate` stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.images import ImageFile
from django.db import transaction

from redaksi.staff.models import User
from redaksi.stories.actions.take_over import check_right
from redaksi.stories.models import Contributor, FrontPage, MastheadLine, Paper, Photo, Section, Source, Storyline, Topic
from redaksi.stories.models.topic import TopicSpelling
from redaksi.stories.slugs import first_free, slug_of, unique_slug

if TYPE_CHECKING:
    from redaksi.stories.past import ContributorPast, PaperPast, PhotoPast, SectionPast, TopicPast

PHOTO_COLUMNS = (
    *("title", "description", "credit", "caption", "usage_terms", "expires_at", "digital_source_type", "creator"),
    "shows_children",
    *("copyright_notice", "rights_url", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
)


@dataclass
class Ground:
    """The rows of this database behind the names of another one, by kind and name."""

    rows: dict[str, dict[str, int]] = field(default_factory=dict)
    sections: dict[str, Section] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def of(self, kind: str, name: str) -> int | None:
        return self.user(name).pk if kind == "user" else self.rows.get(kind, {}).get(name)

    def add(self, kind: str, name: str, key: int) -> None:
        self.rows.setdefault(kind, {})[name] = key

    def user(self, name: str) -> User:
        """Whoever is called so; a locked account of that name where nobody is, so that a version still says whose it is."""
        if name not in self.users:
            found = User.objects.filter(username=name).first()
            self.users[name] = found or User.objects.create_user(name, is_active=False)
        return self.users[name]


@transaction.atomic
def reopen(paper: PaperPast, photos: dict[str, int], by: User | None) -> Ground:
    """Make what is missing under its own uid and address. Nobody's word here is overwritten. Raises `PermissionDenied`.

    `photos` are the ids of those that `hang_up` brought back, by uid.
    """
    check_right(by)
    ground = Ground({"photo": photos})
    _complete_imprint(paper)
    for section in paper.sections:
        ground.sections[section.name] = _section(section)
    for person in paper.contributors:
        ground.add("contributor", person.uid, _contributor(person, ground).pk)
    for topic in paper.topics:
        ground.add("topic", topic.uid, _topic(topic).pk)
    for storyline in paper.storylines:
        known = {"name": storyline.name}
        extra = {"uid": storyline.uid, "description": storyline.description}
        ground.add("storyline", storyline.uid, _made(Storyline, known, storyline.slug, extra).pk)
    for source in paper.sources:
        row, _is_new = Source.objects.get_or_create(name=source.name, kind=source.kind, defaults={"url": _web(source.url)})
        ground.add("source", f"{source.kind}:{source.name}", row.pk)
    return ground


def hang_up(photo: PhotoPast, path: Path) -> int:
    """The picture under its own uid; its id. The caller has looked into the file."""
    there = Photo.objects.filter(uid=photo.uid).first()
    if there:
        return there.pk
    data = {name: photo.data[name] for name in PHOTO_COLUMNS if name in photo.data}
    row = Photo(uid=photo.uid, sizes_wanted_at=None, **data)
    row.rights_url = _web(row.rights_url)
    with path.open("rb") as opened:
        row.file_hash = hashlib.file_digest(opened, "sha1").hexdigest()
        opened.seek(0)
        row.file = ImageFile(opened, name=photo.file)
        row.file_size = path.stat().st_size
        row.save()
    if created_at := photo.data.get("created_at"):
        Photo.objects.filter(pk=row.pk).update(created_at=created_at)
    return row.pk


def _complete_imprint(given: PaperPast) -> None:
    """Only where this paper says nothing yet."""
    paper = Paper.load()
    for name, value in given.imprint.items():
        column = Paper._meta.get_field(name)
        if name not in ("id", "pk") and getattr(paper, name) in ("", column.get_default()):
            setattr(paper, name, column.to_python(value))
    paper.google_news_url = _web(paper.google_news_url)
    if not paper.masthead.exists():
        paper.masthead = [
            MastheadLine(position=position, names=names, sort_order=order)
            for order, (position, names) in enumerate(given.masthead)
        ]
    paper.save()


def _section(given: SectionPast) -> Section:
    there = Section.objects.filter(title__iexact=given.name).first() or Section.objects.filter(slug=given.slug).first()
    if there:
        return there
    front_page = FrontPage.objects.order_by("path").first()
    slug = first_free(slug_of(given.slug), front_page.get_children().values_list("slug", flat=True))
    form = {"form": given.form} if given.form else {}
    return front_page.add_child(instance=Section(title=given.name, slug=slug, description=given.description, live=True, **form))


def _contributor(given: ContributorPast, ground: Ground) -> Contributor:
    extra: dict[str, Any] = {"uid": given.uid, "job_title": given.job_title, "bio": given.bio}
    extra["photo_id"] = ground.of("photo", given.photo)
    user = ground.user(given.user) if given.user else None
    if user and not Contributor.objects.filter(user=user).exists():
        extra["user"] = user
    return _made(Contributor, {"name": given.name, "desk": given.desk}, given.slug, extra)


def _topic(given: TopicPast) -> Topic:
    extra = {"uid": given.uid, "description": given.description}
    row = _made(Topic, {"name": given.name, "kind": given.kind}, given.slug, extra)
    there = set(row.spellings.values_list("text", flat=True))
    missing = [text for text in dict.fromkeys(given.spellings) if text not in there]
    TopicSpelling.objects.bulk_create(
        TopicSpelling(topic=row, text=text, sort_order=order) for order, text in enumerate(missing, start=len(there))
    )
    return row


def _made(model: Any, known: dict[str, str], slug: str, extra: dict[str, Any]) -> Any:
    """By its uid, by its name, or new: at its own address where that is free."""
    rows = model._default_manager
    there = rows.filter(uid=extra["uid"]).first() or rows.filter(**known).first()
    if there:
        return there
    free = slug_of(slug, 140) if not rows.filter(slug=slug_of(slug, 140)).exists() else unique_slug(model, known["name"])
    return rows.create(slug=free, **known, **extra)


def _web(url: str) -> str:
    return url if url.lower().startswith(("http://", "https://")) else ""
