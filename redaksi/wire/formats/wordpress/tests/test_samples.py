from datetime import UTC, datetime
from pathlib import Path

from redaksi.stories.copy import BlockCopy, BylineCopy, PhotoCopy, StoryCopy, TopicCopy

from .conftest import Read

SAMPLE = Path(__file__).parents[1] / "samples/harian-lama.xml"
UPLOADS = "https://harianlama.example/wp-content/uploads/2020/02"
PERAHU = PhotoCopy(f"{UPLOADS}/perahu.jpg", "Budi", "Perahu di dermaga Muarareja.", "Tiga perahu bersandar")
OMBAK = StoryCopy(
    headline="Ombak Tinggi, Nelayan Tegal Tak Melaut",
    section="Pesisir",
    dek="Gelombang empat meter menahan perahu di dermaga.",
    teaser="Ratusan nelayan Tegal tidak melaut sejak Kamis.",
    slug="ombak-tinggi",
    body=[
        BlockCopy(
            "text",
            '<p>Ratusan <a href="https://harianlama.example/tag/nelayan/">nelayan</a> Tegal tidak melaut sejak Kamis.</p>',
        ),
        BlockCopy("quote", {"text": "Ombaknya empat meter.", "speaker": "Karno", "speaker_role": "nelayan Muarareja"}),
        BlockCopy("heading", {"text": "Harga ikan naik", "level": 3}),
        BlockCopy(
            "gallery",
            {"title": "", "photos": [PERAHU, PhotoCopy(f"{UPLOADS}/pasar.jpg", caption="Pasar ikan, Jumat.", alt="Pasar")]},
        ),
    ],
    lead_photo=PERAHU,
    bylines=[BylineCopy("Rina Astuti"), BylineCopy("Sari Dewi")],
    topics=[TopicCopy("Berita"), TopicCopy("Nelayan")],
    published_at=datetime(2020, 2, 1, 3, tzinfo=UTC),
    updated_at=datetime(2020, 2, 1, 5, 30, tzinfo=UTC),
    old_addresses=["/2020/02/01/ombak-tinggi/", "/2020/02/01/ombak-tinggi/amp/", "/2020/02/01/ombak-tinggi/feed/", "/?p=101"],
    source="wordpress:harianlama.example",
    identifier="101",
)


def test_the_sample_is_read_as_expected():
    found = Read(SAMPLE.read_bytes())
    public, draft = found.items
    assert public.copy == OMBAK
    assert public.unplaced == []
    assert public.comments[0].text == "Semoga lekas reda."
    assert draft.copy.teaser == "Dua kapal, satu loket."
    assert draft.copy.published_at is None
    assert [block.kind for block in draft.copy.body] == ["text", "photo", "text"]
    assert draft.copy.body[0].value == "<p>Dua kapal berangkat besok.<br>Tiket dijual di loket.</p>"
    assert len(draft.unplaced) == 2
    assert found.count == 5
