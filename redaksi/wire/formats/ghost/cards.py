"""Ghost's cards, the same in Lexical and Mobiledoc, as HTML that has a place among our blocks."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from . import prose

LONGEST_WORDS = 5000
LONGEST_TITLE = 200
_MARKDOWN = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable(["table", "strikethrough"])


@dataclass
class Told:
    """What a body had that is not text, a line each."""

    unplaced: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


class Card:
    def __init__(self, fields: Any, told: Told) -> None:
        self.fields: Mapping[str, Any] = fields if isinstance(fields, dict) else {}
        self.told = told

    def __getitem__(self, name: str) -> str:
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def inside(self, name: str) -> "Card":
        return Card(self.fields.get(name), self.told)

    def note(self, text: str) -> None:
        self.told.unplaced.append(text)

    def leave_out(self, text: str, words: str) -> None:
        self.told.left_out.append(": ".join(filter(None, [text, " ".join(words.split())[:100]])))


def html_of(kind: str, fields: Any, told: Told) -> str:
    card = Card(fields, told)
    return CARDS[kind](card) if kind in CARDS else _unknown(kind, card)


def markdown(text: str) -> str:
    return _MARKDOWN.render(text)


def _image(card: Card) -> str:
    if card["href"]:
        card.note(_("a picture that was a link, without the link: %(url)s") % {"url": card["href"][:200]})
    return prose.figure(prose.image(card["src"], card["alt"] or card["altText"]), card["caption"])


def _gallery(card: Card) -> str:
    images = card.fields.get("images")
    photos = [Card(each, card.told) for each in images] if isinstance(images, list) else []
    inside = "".join(prose.figure(prose.image(photo["src"], photo["alt"]), photo["caption"]) for photo in photos)
    return prose.figure(inside, card["caption"], "gallery") if inside else _caption(card)


def _embed(card: Card) -> str:
    return _link_box(card["url"], card["caption"]) if card["url"] else f"{card['html']}{_caption(card)}"


def _bookmark(card: Card) -> str:
    about = card.inside("metadata")
    title = about["title"] or card["title"]
    url = card["url"] or about["url"]
    return _link_box(url, card["caption"] or prose.escaped(title)) if url else prose.figure("", card["caption"] or title)


def _link_box(url: str, caption: str) -> str:
    return prose.figure(f'<a href="{prose.attribute(url)}">{prose.escaped(url)}</a>', caption, "embed")


def _markdown(card: Card) -> str:
    return markdown(card["markdown"])


def _html(card: Card) -> str:
    return card["html"]


def _callout(card: Card) -> str:
    card.note(_("a box without a title; its words stand in the text"))
    return f"<p>{prose.escaped(card['calloutEmoji'])} {card['calloutText'] or card['text']}</p>"


def _toggle(card: Card) -> str:
    title = " ".join(card["heading"].split())
    if len(title) > LONGEST_TITLE or not card["content"]:
        return f"<h3>{title}</h3>{card['content']}"
    return f'<aside class="factbox"><h3>{title}</h3><div>{card["content"]}</div></aside>'


def _button(card: Card) -> str:
    return f"<p>{prose.link(card['buttonUrl'], prose.escaped(card['buttonText']))}</p>" if card["buttonText"] else ""


def _header(card: Card) -> str:
    return f"<h2>{card['header'] or card['heading']}</h2><p>{card['subheader'] or card['subheading']}</p>{_button(card)}"


def _file(card: Card) -> str:
    name = card["fileTitle"] or card["title"] or card["fileName"]
    card.note(_("a file to take away; its link came in: %(file)s") % {"file": (card["fileName"] or card["src"])[:200]})
    return (
        f"<p>{prose.link(card['src'], prose.escaped(name))}</p><p>{prose.escaped(card['fileCaption'] or card['caption'])}</p>"
    )


def _audio(card: Card) -> str:
    return (
        f'<audio src="{prose.attribute(card["src"])}" title="{prose.attribute(card["title"])}"></audio>' if card["src"] else ""
    )


def _video(card: Card) -> str:
    return prose.figure(f'<video src="{prose.attribute(card["src"])}"></video>' if card["src"] else "", card["caption"])


def _product(card: Card) -> str:
    card.note(_("a product with its price or button; its words stand in the text"))
    picture = prose.figure(prose.image(card["productImageSrc"]))
    button = f"<p>{prose.link(card['productUrl'], prose.escaped(card['productButton']))}</p>" if card["productButton"] else ""
    return f"{picture}<h3>{card['productTitle']}</h3><div>{card['productDescription']}</div>{button}"


def _code(card: Card) -> str:
    return f"<pre>{prose.escaped(card['code'])}</pre>{_caption(card)}"


def _call_to_action(card: Card) -> str:
    return f"{prose.figure(prose.image(card['imageUrl']))}<div>{card['textValue']}</div>{_button(card)}"


def _for_mail(card: Card) -> str:
    card.leave_out(_("words for e-mail alone"), card["html"])
    return ""


def _for_readers_to_come(card: Card) -> str:
    card.leave_out(_("a form to sign up"), card["header"])
    return ""


def _paywall(card: Card) -> str:
    card.note(_("what stood behind the paywall came in with the rest"))
    return ""


def _caption(card: Card) -> str:
    return f"<p>{card['caption']}</p>" if card["caption"] else ""


def _unknown(kind: str, card: Card) -> str:
    card.note(_("a card of a kind that is not known; its words stand in the text: %(kind)s") % {"kind": kind[:60]})
    names = [name for name in card.fields if name not in ("type", "version")]
    words = [value if isinstance(value := card.fields[name], str) else _as_json(value) for name in names]
    return "".join(f"<p>{prose.escaped(each[:LONGEST_WORDS])}</p>" for each in words if each)


def _as_json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) and value else ""
    except RecursionError:
        return ""


CARDS: dict[str, Callable[[Card], str]] = {
    "image": _image,
    "gallery": _gallery,
    "embed": _embed,
    "bookmark": _bookmark,
    "markdown": _markdown,
    "card-markdown": _markdown,
    "html": _html,
    "hr": lambda card: "<hr>",
    "horizontalrule": lambda card: "<hr>",
    "callout": _callout,
    "toggle": _toggle,
    "button": _button,
    "header": _header,
    "file": _file,
    "audio": _audio,
    "video": _video,
    "product": _product,
    "code": _code,
    "codeblock": _code,
    "call-to-action": _call_to_action,
    "email": _for_mail,
    "email-cta": _for_mail,
    "signup": _for_readers_to_come,
    "paywall": _paywall,
}
