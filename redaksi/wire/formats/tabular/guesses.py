"""What columns are called, here and elsewhere, and the field that each stands for."""

from collections.abc import Iterable

_NAMES = {
    "headline": "headline title judul headlines head post_title",
    "kicker": "kicker overline judul_atas",
    "dek": "dek summary description excerpt ringkasan deskripsi subtitle standfirst lead abstract post_excerpt",
    "teaser": "teaser",
    "slug": "slug post_name",
    "slugline": "slugline",
    "section": "section category rubrik kanal kategori channel desk categories",
    "dateline": "dateline lokasi",
    "body": "body content isi text body_html content_html html article artikel isi_berita fulltext post_content",
    "published_at": "published_at date published tanggal publish_date pubdate published_date date_published tanggal_terbit "
    "publishedat datetime waktu created_at post_date date_gmt",
    "hour": "time jam pukul",
    "updated_at": "updated_at modified_at updated modified date_modified diperbarui post_modified",
    "embargoed_until": "embargoed_until embargo",
    "bylines": "bylines author authors penulis byline reporter wartawan jurnalis creator contributors",
    "editor": "editor redaktur penyunting",
    "photographer": "photographer fotografer",
    "topics": "topics tags topik tag keywords kata_kunci",
    "storyline": "storyline",
    "genre": "genre",
    "language": "language lang bahasa",
    "urgency": "urgency",
    "ed_note": "ed_note",
    "lead_photo": "lead_photo image image_url gambar foto thumbnail featured_image picture urltoimage",
    "lead_alt": "lead_alt image_alt",
    "lead_caption": "lead_caption image_caption caption keterangan_foto",
    "lead_credit": "lead_credit image_credit credit kredit_foto",
    "old_addresses": "old_addresses",
    "url": "url link permalink tautan address canonical_url",
    "identifier": "identifier id article_id guid uid post_id news_id",
    "source": "source sumber media publisher portal",
}
NAMES = {field: tuple(names.split()) for field, names in _NAMES.items()}
FIELDS = tuple(NAMES)
_FIELD_OF = {name: field for field, names in NAMES.items() for name in names}


def field_of(column: str) -> str | None:
    """The field that a column of this name stands for; None where the name says nothing."""
    return _FIELD_OF.get(plain(column))


def rank(field: str, column: str) -> int:
    """Columns of one field in the order in which they are asked: the best name first."""
    return NAMES[field].index(plain(column))


def known_in(columns: Iterable[str]) -> set[str]:
    return {field for column in columns if (field := field_of(column))}


def plain(column: str) -> str:
    return column.strip().casefold().replace(" ", "_").replace("-", "_")
