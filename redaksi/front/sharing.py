"""Links by which a reader hands a story on. Plain links: no script of those services, nothing is told before the click."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class ShareLink:
    name: str
    url: str


def links_for(headline: str, address: str) -> list[ShareLink]:
    """`address` is absolute."""
    title, url = quote(headline, safe=""), quote(address, safe="")
    both = quote(f"{headline}\n{address}", safe="")
    return [
        ShareLink("WhatsApp", f"https://wa.me/?text={both}"),
        ShareLink("X", f"https://x.com/intent/post?text={title}&url={url}"),
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url}"),
        ShareLink("Telegram", f"https://t.me/share/url?url={url}&text={title}"),
        ShareLink("Line", f"https://social-plugins.line.me/lineit/share?url={url}"),
        ShareLink(_("E-mail"), f"mailto:?subject={title}&body={both}"),
    ]
