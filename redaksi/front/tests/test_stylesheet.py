import brotli
from django.contrib.staticfiles import finders

from redaksi.front import stylesheet


def test_every_source_is_in_the_one_stylesheet():
    css = stylesheet.bundled()
    names = {path.stem for path in stylesheet.SOURCES.rglob("*.css")}
    assert names == {path.stem for path in stylesheet._in_order()}
    assert css.startswith("@layer reset,tokens,base,components,print;")
    assert css.count("{") == css.count("}")


def test_it_is_found_where_templates_name_it():
    with open(finders.find("front/paper.css"), encoding="utf-8") as found:  # noqa: PTH123
        assert found.read() == stylesheet.bundled()


def test_style_script_and_fonts_stay_within_what_the_page_may_weigh():
    def weight(name):
        with open(finders.find(name), "rb") as found:  # noqa: PTH123
            return len(brotli.compress(found.read()))

    assert weight("front/paper.css") < 20_000
    assert weight("front/paper.js") < 10_000
    assert weight("front/reading.js") < 1_000
    assert weight("front/breaking.js") < 1_000
    assert weight("front/fonts/redaksi-serif.woff2") + weight("front/fonts/redaksi-serif-italic.woff2") < 50_000
