"""A bulletin comes to the desk: what is new waits, what changed is renewed or told, what is taken back is taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from redaksi.wire import differences, forgetting, origins, sidecar
from redaksi.wire.bulletin import Bulletin, Told, stored
from redaksi.wire.grouping import Newsroom, is_reworded
from redaksi.wire.models import Feed, Incoming, IncomingState, Origin, OriginChange
from redaksi.wire.wording import text_of

OLDEST = timedelta(days=30)  # what was published before then is no news
CHUNK = 500


@dataclass(frozen=True)
class Receipt:
    """How many items were new, came with other words, and were taken back."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0


@dataclass(frozen=True)
class _Row:
    pk: int
    identifier: str
    digest: str
    headline: str
    lead: str


@dataclass
class Receiving:
    """All that takes time is done when it is made; `keep` only writes. The caller holds the transaction."""

    feed: Feed
    bulletin: Bulletin
    now: datetime
    _new: list[Incoming] = field(default_factory=list, init=False)
    _changed: list[tuple[int, Told]] = field(default_factory=list, init=False)
    _seen: list[int] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        known = self._known()
        for item in self.bulletin.items:
            row = known.get(item.identifier)
            if row is None:
                self._take_in(item)
                continue
            self._seen.append(row.pk)
            if row.digest != item.digest_as(row.identifier):
                self._changed.append((row.pk, item))
        self._group()

    def keep(self) -> Receipt:
        firsts = [item for item in self._new if item.told_first is None or item.told_first.pk]
        Incoming.objects.bulk_create(firsts, batch_size=CHUNK)
        Incoming.objects.bulk_create([item for item in self._new if item.pk is None], batch_size=CHUNK)
        changed = sum(self._renew(key, item) for key, item in self._changed)
        withdrawn = sum(self._withdraw(identifier) for identifier in self.bulletin.withdrawn)
        for start in range(0, len(self._seen), CHUNK):
            Incoming.objects.filter(pk__in=self._seen[start : start + CHUNK]).update(in_feed_at=self.now)
        return Receipt(len(self._new), changed, withdrawn)

    def _take_in(self, item: Told) -> None:
        if item.published_at and item.published_at < self.now - OLDEST:
            return
        self._new.append(
            Incoming(
                feed=self.feed,
                identifier=item.identifier,
                received_at=self.now,
                in_feed_at=self.now,
                **_words_of(item, item.identifier),
            )
        )

    def _known(self) -> dict[str, _Row]:
        """Rows by the identifiers that this bulletin uses: a feed that renames its items every time is known by their links."""
        items = self.bulletin.items
        fields = ("pk", "identifier", "digest", "headline", "lead", "url")
        rows = Incoming.objects.filter(feed=self.feed)
        by_identifier: dict[str, _Row] = {}
        by_url: dict[str, _Row] = {}
        ours = {item.identifier for item in items}
        urls = Counter(item.url for item in items if item.url)
        for start in range(0, len(items), CHUNK):
            part = items[start : start + CHUNK]
            for *found, _url in rows.filter(identifier__in=[each.identifier for each in part]).values_list(*fields):
                by_identifier[found[1]] = _Row(*found)
            new_names = [each.url for each in part if each.identifier not in by_identifier and urls[each.url] == 1]
            for *found, url in rows.filter(url__in=new_names).order_by("pk").values_list(*fields):
                if found[1] not in ours:
                    by_url[url] = _Row(*found)
        for item in items:
            row = by_url.get(item.url)
            if (
                item.identifier not in by_identifier
                and row
                and is_reworded((row.headline, row.lead), (item.headline, item.lead))
            ):
                by_identifier[item.identifier] = row
        return by_identifier

    def _group(self) -> None:
        if not self._new:
            return
        newsroom = Newsroom.at(self.now)
        for item in self._new:
            item.told_first = newsroom.first_to_tell(item)
            newsroom.add(item)

    def _renew(self, key: int, item: Told) -> bool:
        row = Incoming.objects.select_for_update().filter(pk=key).first()
        if row is None:
            return False
        if forgetting.is_forgotten(row):
            Incoming.objects.filter(pk=key).update(digest=item.digest_as(row.identifier))
            return False
        if row.state == IncomingState.TAKEN:
            self._tell_takers(row, item)
        elif row.state == IncomingState.WITHDRAWN:
            row.state = IncomingState.WAITING
        for name, value in _words_of(item, row.identifier).items():
            setattr(row, name, value)
        row.changed_at = self.now
        row.save()
        return True

    def _tell_takers(self, row: Incoming, item: Told) -> None:
        if note := differences.between(text_of(sidecar.load(row.copy)), text_of(item.copy)):
            origins.tell(Origin.objects.filter(item=row), OriginChange.CORRECTED, note, self.now)

    def _withdraw(self, identifier: str) -> bool:
        """Once, however often the feed says so: a withdrawn item has no digest."""
        row = Incoming.objects.select_for_update().filter(feed=self.feed, identifier=identifier).exclude(digest="").first()
        if row is None:
            return False
        if row.state == IncomingState.TAKEN:
            origins.tell(Origin.objects.filter(item=row), OriginChange.WITHDRAWN, _("Its source withdrew it."), self.now)
        else:
            row.state = IncomingState.WITHDRAWN
        row.digest, row.changed_at = "", self.now
        row.save(update_fields=["state", "digest", "changed_at"])
        return True


def _words_of(item: Told, identifier: str) -> dict[str, object]:
    return {
        "digest": item.digest_as(identifier),
        "headline": item.headline,
        "lead": item.lead,
        "url": item.url,
        "copy": stored(item.copy),
        "published_at": item.published_at,
    }
