"""Uploads: what the file is decides, not what it is called."""

from typing import Any

import filetype
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

HINTS = {
    "title": gettext_lazy("What the desk finds it by; readers do not see it."),
    "description": gettext_lazy("What is in the picture, for whoever cannot see it. Not the caption once more."),
}
FIRST = ["file", "credit", "description", "caption", "title"]
# Office files are zip archives; text has no signature of its own.
CONTENT_OF = {
    "pdf": {"application/pdf"},
    "zip": {"application/zip"},
    **{
        extension: {"application/zip", f"application/vnd.{kind}"}
        for extension, kind in (
            ("docx", "openxmlformats-officedocument.wordprocessingml.document"),
            ("xlsx", "openxmlformats-officedocument.spreadsheetml.sheet"),
            ("odt", "oasis.opendocument.text"),
            ("ods", "oasis.opendocument.spreadsheet"),
        )
    },
}
TEXT = {"txt", "csv"}
SNIFFED = 8192


class PhotoForm(BaseImageForm):
    """A photograph may come in without its credit; the form says what will be missed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(FIRST)
        if "file" in self.fields:
            self.fields["file"].error_messages["empty"] = _("This photo did not arrive whole. Choose it once more.")
        for name, hint in HINTS.items():
            if name in self.fields:
                self.fields[name].help_text = hint
        if "digital_source_type" in self.fields:
            self.fields["digital_source_type"].required = False  # many dropped at once are photographs until told otherwise
        if "description" in self.fields:
            self.fields["description"].label = _("Alternative text")
        if "caption" in self.fields:
            self.fields["caption"].widget = forms.Textarea(attrs={"rows": 3})


class AttachmentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            refuse_disguise(file)
        return file


def refuse_disguise(file: UploadedFile) -> None:
    """Raises ValidationError where the file's first bytes are not of the kind its name promises."""
    extension = (file.name or "").rpartition(".")[2].lower()
    start = file.read(SNIFFED)
    file.seek(0)
    kind = filetype.guess(start)
    honest = (kind is None and _is_text(start)) if extension in TEXT else kind and kind.mime in CONTENT_OF.get(extension, ())
    if not honest:
        raise ValidationError(_("This file is not what its name says (.%(extension)s).") % {"extension": extension})


def _is_text(start: bytes) -> bool:
    return b"\0" not in start and not start.lstrip().lower().startswith((b"<!doctype", b"<html", b"<svg", b"<script"))
