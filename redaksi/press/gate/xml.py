from __future__ import annotations

from lxml import etree


class NotXml(ValueError):
    """With the line in which it ends to be one."""


def tree_of(body: bytes) -> etree._Element:
    """Without fetching or unfolding anything that it names. Raises `NotXml`."""
    try:
        return etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise NotXml(str(error)) from error


def texts(tree: etree._Element, path: str, **spaces: str) -> list[str]:
    return [(each.text or "").strip() for each in tree.iterfind(path, spaces)]
