"""Stories of every shape, for round trips: what a person might type, and what only a machine would."""

import html
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, SourceCopy, StoryCopy, TopicCopy
from redaksi.stories.models import BylineRole, Genre, SourceKind, TopicKind
from redaksi.stories.models.photo import DigitalSourceType

WORDS = st.sampled_from(
    ["Minsk", "24/2", "<b>", "&amp;", "&", "]]>", "<script>", '"', "'", "\\", "é", "“ya”", "{}", "null", "–"]
)
LINE = (
    st.lists(WORDS | st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8), min_size=1)
    .map(lambda words: " ".join(" ".join(words).split()))
    .filter(bool)
)
MAYBE = LINE | st.just("")
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
MARKED = st.one_of(
    LINE.map(lambda text: html.escape(text, quote=False)),
    LINE.map(lambda text: f"x <b>{html.escape(text, quote=False)}</b>"),
    LINE.map(lambda text: f'<a href="https://contoh.id/a?b=1">{html.escape(text, quote=False)}</a>.'),
    st.just("H<sub>2</sub>O <i>dan</i> m<sup>2</sup>"),
)
PARAGRAPHS = st.lists(MARKED.map(lambda text: f"<p>{text}</p>"), min_size=1, max_size=3).map("".join)
BARE_PHOTOS = st.builds(
    PhotoCopy,
    file=st.just(""),
    credit=MAYBE,
    caption=MAYBE,
    alt=MAYBE,
    usage_terms=st.sampled_from(["", "CC0"]),
    digital_source_type=st.sampled_from(DigitalSourceType.values),
    creator=MAYBE,
)


def _with_file(photo: PhotoCopy) -> PhotoCopy:
    """Another file for each other photo: one file has one set of rights."""
    return replace(photo, file=f"photos/{abs(hash(photo)):x}.jpg")


PHOTOS = BARE_PHOTOS.map(_with_file)
TEXTS = PARAGRAPHS.map(lambda text: BlockCopy("text", text))
HEADINGS = st.builds(
    lambda text, level: BlockCopy("heading", {"text": text, "level": level}),
    LINE.filter(lambda text: len(text) < 150),
    st.sampled_from([2, 3]),
)
LISTS = st.builds(
    lambda is_numbered, items: BlockCopy("list", {"is_numbered": is_numbered, "items": items}),
    st.booleans(),
    st.lists(MARKED.map(lambda text: f"<p>{text}</p>"), min_size=1, max_size=3),
)
PHOTO_BLOCKS = PHOTOS.map(lambda photo: BlockCopy("photo", photo))
GALLERIES = st.builds(
    lambda title, photos: BlockCopy("gallery", {"title": title, "photos": photos}),
    MAYBE,
    st.lists(PHOTOS, min_size=2, max_size=3, unique_by=lambda photo: photo.file),
)
QUOTES = st.builds(
    lambda text, speaker, role: BlockCopy("quote", {"text": text, "speaker": speaker, "speaker_role": role}), LINE, LINE, MAYBE
)
FACTBOXES = st.builds(lambda title, text: BlockCopy("factbox", {"title": title, "text": text}), LINE, PARAGRAPHS)
EMBEDS = LINE.map(lambda caption: BlockCopy("embed", {"url": "https://youtu.be/abc", "caption": caption}))
TABLES = st.lists(st.lists(LINE, min_size=2, max_size=2), min_size=1, max_size=3).map(
    lambda rows: BlockCopy(
        "table",
        {
            "caption": "Angka",
            "table": {
                "data": rows,
                "first_row_is_table_header": False,
                "first_col_is_header": False,
                "table_header_choice": "neither",
            },
        },
    )
)
RELATED = LINE.map(lambda story: BlockCopy("related", {"story": story}))
EVERY_BLOCK = st.one_of(
    TEXTS,
    HEADINGS,
    LISTS,
    PHOTO_BLOCKS,
    GALLERIES,
    QUOTES,
    FACTBOXES,
    EMBEDS,
    TABLES,
    RELATED,
)
TIMES = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
KINDS = [TopicKind.PERSON, TopicKind.ORGANIZATION, TopicKind.PLACE, TopicKind.SUBJECT]


def bodies(*blocks):
    """Paragraphs that follow each other are one block."""
    return st.lists(st.one_of(*blocks), max_size=5).map(
        lambda given: [b for i, b in enumerate(given) if not i or b.kind != "text" or given[i - 1].kind != "text"]
    )


def stories(body, **given):
    """What every format of exchange can say, unless `given` says otherwise."""
    return st.builds(
        StoryCopy,
        **{
            **dict.fromkeys(("kicker", "slug", "slugline", "section", "dateline", "storyline"), MAYBE),
            **dict.fromkeys(("dek", "teaser"), MAYBE),
            "headline": LINE,
            "ed_note": LINES | st.just(""),
            "body": body,
            "lead_photo": st.none() | PHOTOS,
            "bylines": st.lists(
                st.builds(BylineCopy, LINE, st.sampled_from(BylineRole.values), st.sampled_from(["", "wk"])), max_size=2
            ),
            "topics": st.lists(
                st.builds(TopicCopy, LINE, st.sampled_from([kind.value for kind in KINDS])),
                max_size=3,
                unique_by=lambda topic: (topic.kind, topic.name.casefold()),
            ).map(lambda topics: sorted(topics, key=lambda topic: KINDS.index(topic.kind))),
            "sources": st.lists(
                st.builds(SourceCopy, LINE, st.sampled_from(SourceKind.values), st.sampled_from(["", "https://a.id/x"])),
                max_size=2,
            ),
            "genre": st.sampled_from(Genre.values),
            "language": st.sampled_from(["id", "en"]),
            "urgency": st.integers(1, 9),
            "published_at": st.none() | TIMES,
            "embargoed_until": st.none() | TIMES,
            "old_addresses": st.lists(st.sampled_from(["/2022/02/lama.html", "https://a.id/?p=1"]), max_size=2, unique=True),
            "source": LINE,
            "identifier": LINE | st.just("https://a.id/berita/1"),
            **given,
        },
    )


def with_later_change(copy: StoryCopy, days: int) -> StoryCopy:
    """A change is told where it came after publication."""
    changed = copy.published_at + timedelta(days=days) if days and copy.published_at else None
    return replace(copy, updated_at=changed)


def with_words_for_lead(copy: StoryCopy, caption: str, credit: str) -> StoryCopy:
    return replace(copy, lead_caption=caption, lead_credit=credit) if copy.lead_photo else copy
