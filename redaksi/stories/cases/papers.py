"""Proofs of identity: known by their content, encrypted on the disk, gone when the case closes."""

from __future__ import annotations

import io
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import filetype
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from redaksi.stories.actions.refused import Refused
from redaksi.stories.cases import acts
from redaksi.stories.models import ActKind, Case, IdentityPaper

if TYPE_CHECKING:
    from redaksi.staff.models import User

LARGEST = 5 * 1024 * 1024
"""Bytes: a photograph of a card as a telephone takes it."""
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf"}


def media_type_of(content: bytes) -> str:
    """What the file is, whatever it is called. Raises `Refused` for what is no picture and no PDF, and for what is broken."""
    if len(content) > LARGEST:
        raise Refused.because(_("The file is larger than 5 MB; a smaller photograph is enough."), "paper")
    kind = filetype.guess(content)
    if kind is None or kind.mime not in EXTENSIONS or not _opens(content, kind.mime):
        raise Refused.because(_("This is no photograph (JPEG, PNG, WebP) and no PDF, or it is damaged."), "paper")
    return str(kind.mime)


def keep(case: Case, content: bytes) -> IdentityPaper:
    """Encrypt and write it. Raises `Refused`, and `OSError` where the disk does not take it."""
    media_type = media_type_of(content)
    name = f"{secrets.token_hex(16)}.enc"
    folder = Path(settings.PAPERS_FOLDER)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(_locks().encrypt(content))
    return IdentityPaper.objects.create(case=case, file=name, media_type=media_type, size=len(content))


def read(case: Case, by: User) -> bytes:
    """The paper itself; that it was looked at is kept. Raises `Refused` where it is gone or cannot be decrypted."""
    paper = getattr(case, "paper", None)
    if paper is None or paper.deleted_at:
        raise Refused.because(_("The proof of identity is not here any more."))
    try:
        content = _locks().decrypt((Path(settings.PAPERS_FOLDER) / paper.file).read_bytes())
    except (OSError, InvalidToken) as trouble:
        raise Refused.because(
            _("The proof of identity is not here any more, or its key is another; ask for it again.")
        ) from trouble
    acts.add(case, ActKind.SEEN_PAPER, by)
    return content


def delete(case: Case) -> bool:
    """For good; whether there was one. The row goes on saying that there was."""
    paper = IdentityPaper.objects.filter(case=case, deleted_at=None).first()
    if paper is None:
        return False
    (Path(settings.PAPERS_FOLDER) / paper.file).unlink(missing_ok=True)
    IdentityPaper.objects.filter(pk=paper.pk).update(file="", deleted_at=timezone.now())
    acts.add(case, ActKind.DELETED_PAPER)
    return True


def sweep() -> int:
    """Files that no open case knows (a process was killed in between), and papers of cases that are closed; how many."""
    closed = IdentityPaper.objects.filter(deleted_at=None, case__closed_at__isnull=False).select_related("case")
    gone = sum(delete(paper.case) for paper in closed)
    known = set(IdentityPaper.objects.filter(deleted_at=None).values_list("file", flat=True))
    for file in Path(settings.PAPERS_FOLDER).glob("*.enc"):
        if file.name not in known and timezone.now().timestamp() - file.stat().st_mtime > 60 * 60:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _locks() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.PAPERS_KEYS])


def _opens(content: bytes, media_type: str) -> bool:
    if media_type not in PICTURES:
        return b"%%EOF" in content[-2048:]
    try:
        with Image.open(io.BytesIO(content), formats=[PICTURES[media_type]]) as picture:
            picture.verify()
    except Exception:  # Pillow's own errors have no common name
        return False
    return True
