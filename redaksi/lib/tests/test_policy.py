import pytest

from redaksi.lib import policy


def test_the_site_admits_nothing_inline_and_no_other_host():
    for sources in policy.compose("site").values():
        assert set(sources) <= {policy.SELF, policy.NONE}


def test_a_guest_is_admitted_by_name_and_opens_nothing_else(monkeypatch):
    guest = {"img-src": ("https://iklan.example",), "default-src": (policy.NONE,)}
    monkeypatch.setitem(policy.PARTS, "guest", guest)
    opened, shut = policy.compose("site", "guest"), policy.compose("site")
    assert opened.pop("img-src") == [policy.SELF, "https://iklan.example"]
    shut.pop("img-src")
    assert opened == shut


def test_none_gives_way_to_what_another_part_admits(monkeypatch):
    monkeypatch.setitem(policy.PARTS, "framed", {"frame-ancestors": ("https://mitra.example",)})
    assert policy.compose("site", "framed")["frame-ancestors"] == ["https://mitra.example"]


def test_an_undeclared_part_is_refused():
    with pytest.raises(policy.UnknownPart):
        policy.compose("site", "anything")
