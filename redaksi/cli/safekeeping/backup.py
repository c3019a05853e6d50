"""Everything that cannot be made again, in one zip file; safe while the installation runs."""

from __future__ import annotations

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from redaksi.cli.language import gettext as _
from redaksi.cli.safekeeping import databases, manifest
from redaksi.cli.trouble import Trouble
from redaksi.lib.home import Home

PRESSED_ALREADY = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif", ".zip", ".docx", ".xlsx", ".odt", ".ods", ".pdf"}
CHUNK = 1024 * 1024


def write(home: Home, file: Path, with_renditions: bool, advance: Callable[[int], object]) -> manifest.Manifest:
    """Write the backup beside its name and rename it when it is whole, so that no half file bears the name.

    `advance` is told of each file. Raises `Trouble`.
    """
    _check(home, file)
    aside = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".redaksi-") as folder:
            kept = _write_all(home, aside, Path(folder), with_renditions, advance)
        aside.replace(file)
    except OSError as error:
        raise Trouble(_("%(file)s cannot be written: %(why)s.") % {"file": file, "why": error.strerror}) from error
    finally:
        aside.unlink(missing_ok=True)
    return kept


def media_of(home: Home, with_renditions: bool) -> Iterator[Path]:
    for folder, folders, files in home.media.walk():
        if folder == home.media and not with_renditions and "renditions" in folders:
            folders.remove("renditions")
        yield from (folder / name for name in sorted(files))


def files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _check(home: Home, file: Path) -> None:
    if file.exists():
        raise Trouble(_("%s is there already; name another file.") % file)
    if not file.parent.is_dir():
        raise Trouble(_("There is no folder %s; make it first.") % file.parent)
    if any(file.resolve().is_relative_to(folder) for folder in (home.media, home.keys, home.imports)):
        raise Trouble(_("A backup inside what it backs up would hold itself; name a file outside %s.") % home.folder)


def _write_all(
    home: Home, aside: Path, folder: Path, with_renditions: bool, advance: Callable[[int], object]
) -> manifest.Manifest:
    told = manifest.Manifest(databases.vendor(), _migrations(), has_renditions=with_renditions)
    database = folder / databases.NAMES[told.database]
    databases.copy(database)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds the keys
    with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        told.files[database.name] = _add(archive, database, database.name)
        for path in [*sorted(home.keys.glob("*")), *files_below(home.imports), *media_of(home, with_renditions)]:
            name = path.relative_to(home.folder).as_posix()
            try:
                told.files[name] = _add(archive, path, name)
            except FileNotFoundError:
                continue  # deleted by an editor since we looked
            advance(1)
        archive.writestr(manifest.NAME, told.as_json())
        archive.close()
        out.flush()
        os.fsync(out.fileno())
    return told


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> manifest.Kept:
    sum_, size = hashlib.sha256(), 0
    with path.open("rb") as source:
        entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
        entry.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in PRESSED_ALREADY else zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as target:
            while chunk := source.read(CHUNK):
                target.write(chunk)
                sum_.update(chunk)
                size += len(chunk)
    return manifest.Kept(sum_.hexdigest(), size)


def _migrations() -> list[str]:
    from redaksi.cli import migrations

    return sorted(f"{app}.{name}" for app, name in migrations.applied())
