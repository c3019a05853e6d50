"""A story as a plain page of text, in the order in which the seed page gives it."""

from collections.abc import Iterator
from typing import Any

from redaksi.lib.indonesian.clock import print_moment
from redaksi.stories import clean
from redaksi.stories.copy import BlockCopy, StoryCopy
from redaksi.wire.printed.quotes import is_said_after

CARRIED = ("headline", "kicker", "dek", "section", "lead_credit", "dateline", "body", "bylines", "published_at")
"""What of a story this format can say; of its body paragraphs, headings, quotes and lists."""


def write(copy: StoryCopy, zone: str = "Asia/Jakarta") -> str:
    head = [copy.kicker, copy.headline, copy.lead_credit, copy.section]
    if copy.published_at and not copy.is_published_at_approximate:
        head.append(print_moment(copy.published_at, zone))
    text = [*_body(copy)]
    if copy.dateline and text:
        text[0] = f"{copy.dateline} - {text[0]}"
    return "\n\n".join(filter(None, ["\n".join(filter(None, head)), copy.dek, *text, _sign_off(copy)])) + "\n"


def _body(copy: StoryCopy) -> Iterator[str]:
    for block in copy.body:
        yield from _paragraphs(block)


def _paragraphs(block: BlockCopy) -> Iterator[str]:
    value = block.value
    match block.kind:
        case "text":
            yield from filter(None, clean.plain(value.replace("</p>", "\n")).split("\n"))
        case "heading":
            yield value["text"]
        case "quote":
            yield _quote(value)
        case "list":
            for number, item in enumerate(value["items"], start=1):
                yield f"{f'{number}.' if value['is_numbered'] else '-'} {clean.plain(item)}"


def _quote(value: dict[str, Any]) -> str:
    said_by = value.get("attribution") or f"kata {', '.join(filter(None, [value['speaker'], value.get('speaker_role')]))}"
    return f'"{value["text"]}," {said_by}.' if is_said_after(said_by) else f'{said_by}, "{value["text"]}"'


def _sign_off(copy: StoryCopy) -> str:
    desks = {line.desk for line in copy.bylines}
    names = "/".join([*filter(None, desks), *(line.name for line in copy.bylines)])
    return f"({names})" if copy.bylines and len(desks) == 1 else ""
