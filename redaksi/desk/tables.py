"""The table editor weighs more than everything of ours: a story form fetches it when a table is there, or is added."""

from collections.abc import Iterable
from typing import Any

from django.forms import Media
from django.templatetags.static import static
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.contrib.table_block.blocks import TableInput, TableInputAdapter


class LateTableAdapter(TableInputAdapter):
    """Names the editor's files to `tables.js` instead of to the page."""

    js_constructor = "redaksi.LateTable"

    def js_args(self, widget: TableInput) -> list[Any]:
        media = widget.media
        files = {"styles": _addresses(media, media._css["all"]), "scripts": _addresses(media, media._js)}
        words = {
            "under way": _("The table is being opened …"),
            "failed": _("The table editor could not be fetched. Your table is kept as it is."),
            "again": _("Try again"),
        }
        options, strings = super().js_args(widget)
        spoken = {name: value for name, value in options.items() if name != "language"}  # it has no Indonesian, and complains
        return [spoken, strings, files, words]

    def get_media(self, widget: TableInput) -> Media:
        return Media(js=[static("desk/tables.js")])


def _addresses(media: Media, files: Iterable[Any]) -> list[str]:
    """Of files named by their path or, as Django may, by an object that has one."""
    return [media.absolute_path(getattr(file, "path", file)) for file in files]


def come_late() -> None:
    """From now on, in every form."""
    register(LateTableAdapter(), TableInput)
