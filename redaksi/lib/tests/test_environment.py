import pytest

from redaksi.lib import environment
from redaksi.lib.environment import BadSetting


@pytest.mark.parametrize(
    ("text", "meant"), [("1", True), ("Yes", True), ("on", True), ("", False), ("0", False), ("off", False)]
)
def test_a_flag_says_yes_or_no(text, meant):
    assert environment.flag(text) is meant


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (environment.flag, "mungkin"),
        (environment.site_url, "harian.id"),
        (environment.site_url, "https://harian.id/berita"),
        (environment.site_url, "ftp://harian.id"),
        (environment.zone, "WIB"),
        (environment.zone, "../etc/passwd"),
        (environment.log_level, "LOUD"),
    ],
)
def test_a_value_that_means_nothing_is_refused_aloud(read, text):
    with pytest.raises(BadSetting) as refusal:
        read(text)
    assert text in str(refusal.value)


def test_a_site_url_keeps_its_port_and_loses_its_slash():
    assert environment.site_url("http://127.0.0.1:8001/") == "http://127.0.0.1:8001"
