"""A backup put back: checked whole before anything is touched; what was there is moved aside, never deleted."""

from __future__ import annotations

import hashlib
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from redaksi.cli.language import gettext as _
from redaksi.cli.safekeeping import databases, manifest
from redaksi.cli.trouble import Trouble
from redaksi.lib.home import Home

ROOTS = {"media", "keys", "imports"}
CHUNK = 1024 * 1024
LEFT_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a database


def look_at(file: Path) -> manifest.Manifest:
    """What the backup says of itself, its list checked against what is in it. Raises `Trouble`."""
    with opened(file) as archive:
        told = _read_manifest(archive)
        _check_names(archive, told)
        return told


def restore(home: Home, file: Path, force: bool, advance: Callable[[int], object]) -> Path | None:
    """Returns the folder where the old home went. Raises `Trouble`; then nothing has changed."""
    told = look_at(file)
    _check_home(home, told, force)
    staging = home.folder / ".restoring"
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with opened(file) as archive:
            _unpack(archive, told, staging, advance)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return _exchange(home, told, staging)


@contextmanager
def opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Trouble(_("%s is damaged or no backup; nothing was changed.") % file) from error


def holds_something(home: Home) -> bool:
    return home.database.exists() or (home.media.is_dir() and any(home.media.iterdir()))


def _read_manifest(archive: zipfile.ZipFile) -> manifest.Manifest:
    try:
        entry = archive.getinfo(manifest.NAME)
    except KeyError:
        raise Trouble(_("This is no backup that Redaksi made: it has no list of contents.")) from None
    return manifest.read(archive.read(entry))


def _check_names(archive: zipfile.ZipFile, told: manifest.Manifest) -> None:
    """Only what the manifest lists, and only below a home's own folders."""
    names = [entry.filename for entry in archive.infolist() if entry.filename != manifest.NAME]
    if sorted(names) != sorted(told.files):
        raise Trouble(_("What is in the backup is not what its list says; nothing was changed."))
    if databases.NAMES.get(told.database) not in names:
        raise Trouble(_("The backup holds no database; nothing was changed."))
    for entry in archive.infolist():
        if entry.filename != manifest.NAME and not _is_safe(entry, told):
            raise Trouble(_("The backup would write outside the home (%s); nothing was changed.") % entry.filename)


def _is_safe(entry: zipfile.ZipInfo, told: manifest.Manifest) -> bool:
    path = PurePosixPath(entry.filename)
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    is_plain = not path.is_absolute() and ".." not in path.parts and "\\" not in entry.filename and not is_link
    is_ours = entry.filename == databases.NAMES[told.database] or (len(path.parts) > 1 and path.parts[0] in ROOTS)
    return is_plain and is_ours and entry.file_size == told.files[entry.filename].size


def _check_home(home: Home, told: manifest.Manifest, force: bool) -> None:
    if holds_something(home) and not force:
        raise Trouble(
            _("The home %s is not empty; with --force what is in it is moved aside and the backup takes its place.")
            % home.folder
        )
    needed, free = sum(kept.size for kept in told.files.values()), shutil.disk_usage(home.folder).free
    if needed > free:
        raise Trouble(
            _("The backup needs %(needed)d MB and the disk has %(free)d MB left.")
            % {"needed": needed // 1024**2 + 1, "free": free // 1024**2}
        )


def _unpack(archive: zipfile.ZipFile, told: manifest.Manifest, staging: Path, advance: Callable[[int], object]) -> None:
    for name, kept in told.files.items():
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.touch(mode=0o600 if name.startswith(("keys/", "imports/", "database")) else 0o644)
        if copy_member(archive, name, target) != kept.sha256:
            raise Trouble(_("%s in the backup is damaged (its sum is another); nothing was changed.") % name)
        advance(1)
    if told.database == "sqlite" and not databases.is_whole(staging / databases.NAMES["sqlite"]):
        raise Trouble(_("The database in the backup is damaged; nothing was changed."))


def copy_member(archive: zipfile.ZipFile, name: str, target: Path) -> str:
    """Returns the SHA-256 of what was copied, in hexadecimal."""
    sum_ = hashlib.sha256()
    with archive.open(name) as source, target.open("wb") as out:
        while chunk := source.read(CHUNK):
            out.write(chunk)
            sum_.update(chunk)
    return sum_.hexdigest()


def _exchange(home: Home, told: manifest.Manifest, staging: Path) -> Path | None:
    """By renaming, inside the home: it may be a volume of its own."""
    protected = _lines_of(home.protected)
    aside = _move_aside(home) if holds_something(home) else None
    if told.database == "sqlite" and not told.has_renditions:
        databases.forget_renditions(staging / home.database.name)
    for name in (home.database.name, databases.NAMES["postgresql"], *sorted(ROOTS)):
        if (staging / name).exists():
            _make_way(home.folder / name)
            (staging / name).replace(home.folder / name)
    shutil.rmtree(staging)
    home.make_folders()
    _keep_protected(home, protected)
    return aside


def _lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _keep_protected(home: Home, before: list[str]) -> None:
    """What was masked or erased after this backup was made is not forgotten with it."""
    lines = list(dict.fromkeys([*_lines_of(home.protected), *before]))
    if lines:
        home.protected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def name_for_the_old() -> str:
    return f"before-restore-{datetime.now():%Y%m%d-%H%M%S}"


def _move_aside(home: Home) -> Path:
    aside = home.folder / name_for_the_old()
    aside.mkdir(mode=0o700)
    beside = [home.database.with_name(home.database.name + tail) for tail in LEFT_BESIDE]
    for path in (home.database, *beside, home.media, home.keys, home.imports, home.folder / ".demo-loaded"):
        if path.exists():
            path.replace(aside / path.name)
    return aside


def _make_way(path: Path) -> None:
    """An empty folder, or keys that an earlier command made in an otherwise empty home."""
    if path.is_dir():
        shutil.rmtree(path)
