"""Photographs as Django hands them out, where no kiosk stands before it."""

from pathlib import Path

import pytest


@pytest.fixture
def media(tmp_path, settings):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    made = tmp_path / "media" / "renditions"
    made.mkdir(parents=True)
    (made / "banjir.jpg").write_bytes(b"jpeg")
    (tmp_path / "media" / "original_images").mkdir()
    (tmp_path / "media" / "original_images" / "gps.jpg").write_bytes(b"where it was taken")
    (tmp_path / "secret").write_text("secret")
    return Path(settings.MEDIA_ROOT)


def test_a_rendition_lasts_a_year(client, media):
    answer = client.get("/media/renditions/banjir.jpg")
    assert (b"".join(answer.streaming_content), answer["Cache-Control"]) == (b"jpeg", "public, max-age=31536000, immutable")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["../", "..", "../original_images/gps.jpg", "../../secret", "%2e%2e/%2e%2e/secret", "..%2f..%2fsecret", "a%00b", ""]
)
def test_no_path_leads_out_of_their_folder_and_none_is_an_error_in_the_log(client, paper, media, caplog, name):
    answer = client.get(f"/media/renditions/{name}")
    assert answer.status_code == 404
    assert b"secret" not in answer.content
    assert [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")] == []
