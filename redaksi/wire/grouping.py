"""Whether two items tell the same: several feeds report one event, and the desk wants to see it once.

Precision comes first: what is wrongly put under another is overlooked, what is not put together is merely seen twice.
Items of one feed are never put together: tonight's weather reads like last night's. docs/benchmarks.md has the figures.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from redaksi.wire.models import Incoming, IncomingState

WITHIN = timedelta(hours=48)
MOST = 2000  # items looked back upon
ALIKE = 0.58  # cosine from which two items tell the same
SHARED = 4  # distinctive words that both have to have
HEADLINE_WEIGHT = 2.0
LEAD_WORDS = 60
UNKNOWN_BEFORE = 200  # items that are assumed beyond those seen: a word is not common because a feed is new
_WORD = re.compile(r"\d[\d.,]*\d|\w{3,}")
_INDONESIAN = (
    "ada adalah agar akan akibat aku anda antara apa atas atau bagi bahkan bahwa banyak baru beberapa begini belum berita "
    "besar bisa bukan cara dalam dan dapat dari dengan dia diduga dilakukan dua foto guna hal hari harus hingga ini ingin itu "
    "jadi jangan jelang jika juga kami kamis karena kata katanya kembali kepada ketika kini kita lagi lain lalu lebih maka "
    "masih melakukan melalui memang membuat mengaku mengatakan menjadi menurut mereka minggu mulai namun nanti oleh orang pada "
    "pagi para pernah pihak pukul pun rabu saat sabtu saja salah sama sampai sangat satu saya sebab sebagai sebelum "
    "sebelumnya sebuah secara sedang sehingga sejak sejumlah selain selama selasa seluruh semua senin seorang seperti serta "
    "sesuai setelah siang soal sore suatu sudah tahun tak tapi telah tentang terhadap terjadi terkait ternyata tersebut tetap "
    "tetapi the tidak tiga tim ujar ujarnya unggah untuk usai video viral wib yaitu yang jumat malam januari februari maret "
    "april mei juni juli agustus september oktober november desember com jakarta indonesia"
)
_ENGLISH = (
    "about after all also and any are been but can could day from had has have her his how into its new not one our out over "
    "said says she their them there they this two was were what when which who will with would year you"
)
_EMPTY = frozenset(f"{_INDONESIAN} {_ENGLISH}".split())


@dataclass(frozen=True)
class Teller:
    """An item with the words that it is compared by."""

    item: Incoming
    words: dict[str, float] = field(repr=False)

    @property
    def group(self) -> Incoming:
        """Under which item another one that tells the same is put."""
        first = self.item.told_first
        return first if first is not None and first.state == IncomingState.WAITING else self.item


class Newsroom:
    """What was told in the last two days, whatever became of it, by its words."""

    def __init__(self, items: Iterable[Incoming] = ()) -> None:
        self._tellers: list[Teller] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        self._at_url: dict[str, list[int]] = defaultdict(list)
        for item in items:
            self.add(item)

    @classmethod
    def at(cls, now: datetime) -> "Newsroom":
        recent = Incoming.objects.filter(received_at__gte=now - WITHIN).exclude(state=IncomingState.WITHDRAWN)
        fields = ("headline", "lead", "url", "state", "feed", "told_first__state")
        newest = recent.select_related("told_first").only(*fields, "told_first__feed").order_by("-received_at", "-pk")[:MOST]
        return cls(reversed(newest))

    def add(self, item: Incoming) -> None:
        words = words_of(item.headline, item.lead)
        for word in words:
            self._having[word].append(len(self._tellers))
        if urlsplit(item.url).path.strip("/"):
            self._at_url[item.url].append(len(self._tellers))
        self._tellers.append(Teller(item, words))

    def first_to_tell(self, item: Incoming) -> Incoming | None:
        """The item under which this one belongs; None where nobody told it before. One that waits comes before others."""
        alike = self._alike(item)
        if not alike:
            return None
        waiting = [found for found in alike if found[1].group.state == IncomingState.WAITING]
        return max(waiting or alike, key=lambda found: found[0])[1].group

    def _alike(self, item: Incoming) -> list[tuple[float, Teller]]:
        """The nearest of other feeds' items with how near they are; one page is told by two feeds as surely as can be."""
        same_page = [(1.0, self._tellers[at]) for at in self._at_url.get(item.url, ())]
        return _of_others(item, same_page) or _of_others(item, self._alike_by_words(item))

    def _alike_by_words(self, item: Incoming) -> list[tuple[float, Teller]]:
        words = words_of(item.headline, item.lead)
        own = {word: weight * self._rarity(word) for word, weight in words.items()}
        length = _length(own.values())
        shared: Counter[int] = Counter()
        for word in own:
            shared.update(self._having.get(word, ()))
        return [
            (cosine, self._tellers[at])
            for at, count in shared.items()
            if count >= SHARED and (cosine := self._cosine(own, length, self._tellers[at].words)) >= ALIKE
        ]

    def _cosine(self, own: dict[str, float], length: float, words: dict[str, float]) -> float:
        other = {word: weight * self._rarity(word) for word, weight in words.items()}
        return sum(own[word] * other[word] for word in own.keys() & other.keys()) / (length * _length(other.values()) or 1.0)

    def _rarity(self, word: str) -> float:
        return math.log((len(self._tellers) + UNKNOWN_BEFORE) / (1 + len(self._having.get(word, ()))))


def _of_others(item: Incoming, found: Iterable[tuple[float, Teller]]) -> list[tuple[float, Teller]]:
    return [each for each in found if item.feed_id not in (each[1].item.feed_id, each[1].group.feed_id)]


def is_reworded(before: tuple[str, str], after: tuple[str, str]) -> bool:
    """Whether two pairs of headline and lead are one text, perhaps corrected: they share half of the shorter one's words."""
    words, others = words_of(*before).keys(), words_of(*after).keys()
    return before == after or 2 * len(words & others) >= max(1, min(len(words), len(others)))


@lru_cache(maxsize=4 * MOST)
def words_of(headline: str, lead: str) -> dict[str, float]:
    """Distinctive words with their weight; not to be changed, for it is remembered."""
    found: dict[str, float] = {}
    for text, weight in ((headline, HEADLINE_WEIGHT), (" ".join(lead.split()[:LEAD_WORDS]), 1.0)):
        for word in set(_WORD.findall(text.casefold())) - _EMPTY:
            found[word] = found.get(word, 0.0) + weight
    return found


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(weight * weight for weight in weights))
