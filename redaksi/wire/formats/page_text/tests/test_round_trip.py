"""What a newsroom writes goes out as a plain page and is read again, field by field."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, StoryCopy
from redaksi.wire.formats.page_text import write
from redaksi.wire.formats.page_text.read import read_page
from redaksi.wire.formats.page_text.write import CARRIED

from .test_page_text import HOUSE

SPOKEN = """
kapal nelayan pulang pagi hari membawa ikan segar untuk warga desa yang menunggu sejak malam air tenang angin barat
jembatan bambu roboh ketika hujan turun deras anak sekolah menyeberang dengan perahu kecil milik tetangga
"""
WORDS = st.sampled_from(SPOKEN.split())
SENTENCES = st.lists(WORDS, min_size=8, max_size=14).map(lambda words: " ".join(words).capitalize() + ".")
HEADLINES = st.lists(WORDS, min_size=5, max_size=9).map(lambda words: " ".join(words).title())
LABELS = st.lists(WORDS, min_size=2, max_size=3).map(lambda words: " ".join(words).capitalize())
NAMES = st.sampled_from(["Rina Wati", "Budi Hartono", "Sisi", "Dewi Lestari"])
ROLES = st.sampled_from(["", "pedagang ikan", "kepala desa"])
TEXTS = st.lists(SENTENCES, min_size=1, max_size=3).map(
    lambda sentences: BlockCopy("text", "".join(f"<p>{sentence}</p>" for sentence in sentences))
)
HEADINGS = LABELS.map(lambda text: BlockCopy("heading", {"text": text, "level": 2}))
LISTS = st.builds(
    lambda is_numbered, items: BlockCopy("list", {"is_numbered": is_numbered, "items": [f"<p>{item}</p>" for item in items]}),
    st.booleans(),
    st.lists(LABELS, min_size=2, max_size=4),
)
TIMES = st.datetimes(datetime(2005, 1, 1), datetime(2026, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))


def quoted(text, name, role):
    attribution = f"kata {', '.join(filter(None, [name, role]))}"
    return BlockCopy("quote", {"text": text.rstrip("."), "speaker": name, "speaker_role": role, "attribution": attribution})


QUOTES = st.builds(quoted, SENTENCES, NAMES, ROLES)
BODIES = st.builds(
    lambda first, more, last: [first, *[part for pair in more for part in pair], last],
    TEXTS,
    st.lists(st.tuples(HEADINGS | LISTS | QUOTES, TEXTS), max_size=3),
    QUOTES,
)


def signed(names, desk):
    return [BylineCopy(name, desk=desk) for name in names]


STORIES = st.builds(
    StoryCopy,
    headline=HEADLINES,
    kicker=st.just("") | LABELS,
    dek=st.just("") | SENTENCES,
    section=st.sampled_from(["", "Daerah", "Dunia"]),
    dateline=st.sampled_from(["Minsk", "Muara Bening"]),
    lead_credit=st.sampled_from(["", "ANTARA FOTO/Rina", "iStockphoto"]),
    body=BODIES,
    bylines=st.builds(signed, st.lists(NAMES, min_size=1, max_size=2, unique=True), st.just("wk")) | st.just([]),
    published_at=TIMES.map(lambda at: at.replace(second=0, microsecond=0)),
)


@given(STORIES)
def test_what_is_written_is_read_again(copy):
    again = read_page(write(copy), HOUSE).copy
    assert {name: getattr(again, name) for name in CARRIED} == {name: getattr(copy, name) for name in CARRIED}
