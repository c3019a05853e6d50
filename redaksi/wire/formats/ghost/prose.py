"""Words and their marks as HTML, whatever editor they come from."""

import html

INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "s": "s", "u": "u", "sub": "sub", "sup": "sup", "code": "code"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}


def escaped(text: object) -> str:
    return html.escape(text, quote=False) if isinstance(text, str) else ""


def attribute(text: object) -> str:
    return html.escape(text) if isinstance(text, str) else ""


def link(url: object, inside: str) -> str:
    return f'<a href="{attribute(url)}">{inside}</a>' if isinstance(url, str) and url else inside


def image(url: object, alt: object = "") -> str:
    return f'<img src="{attribute(url)}" alt="{attribute(alt)}">' if isinstance(url, str) and url else ""


def figure(inside: str, caption: object = "", kind: str = "") -> str:
    """`caption` is markup, as Ghost keeps it."""
    words = f"<figcaption>{caption}</figcaption>" if isinstance(caption, str) and caption.strip() else ""
    return f"<figure{f' class="{kind}"' if kind else ''}>{inside}{words}</figure>" if inside or words else ""
