import html as entities

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.stories import clean

TAGS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<br>",
    "<li>",
    "</li>",
    "<script>",
    "</script>",
    "<p class='x'>",
    "<a href='javascript:x'>",
]
SCRAPS = [
    "<!--",
    "-->",
    "<",
    ">",
    "&",
    "&amp;",
    "&lt;",
    "&nbsp;",
    "\xa0",
    "\n",
    "\r",
    "\x00",
    '"',
    "'",
    "kata",
    " ",
    "</",
    "<p",
    "/>",
]
PIECES = st.sampled_from([*TAGS, *SCRAPS])


def by_parser(html):
    how = {"url_schemes": clean.SCHEMES, "clean_content_tags": {"script", "style"}, "link_rel": None}
    return nh3.clean(html, tags=clean.TAGS, attributes=clean.ATTRIBUTES, **how)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_short_way_leads_where_the_parser_does(html):
    assert clean.rich_text(html) == by_parser(html)
    plain = entities.unescape(nh3.clean(html, tags=set(), clean_content_tags={"script", "style"}))
    assert clean.plain(html).split() == plain.split()


@pytest.mark.parametrize("html", ["<p>Kata <b>tebal</b>.</p>", "<p>a</p>\n<p>b</p>", "<p>a &lt; b</p>", "a", ""])
def test_what_is_clean_stays_as_it_is(html):
    assert clean.rich_text(html) == html


@pytest.mark.parametrize("html", ["<p>a</p><script>alert(1)</script>", "<p onclick=x>a</p>", "<p>a<img src=x onerror=y></p>"])
def test_scripts_never_stay(html):
    assert clean.rich_text(html) == "<p>a</p>"
