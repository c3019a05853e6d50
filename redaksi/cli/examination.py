"""What `redaksi doctor` looks at. Each check is one function: what it found, and what to do about it."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from redaksi.cli import address, installation, migrations, static
from redaksi.cli.language import gettext as _
from redaksi.cli.language import ngettext
from redaksi.cli.safekeeping import databases
from redaksi.cli.serving import heartbeat
from redaksi.cli.serving.serve import is_serving
from redaksi.lib.home import Home

State = Literal["ok", "warn", "fail"]
ROOM_WANTED = 2 * 1024**3
ROOM_NEEDED = 200 * 1024**2


@dataclass(frozen=True)
class Finding:
    name: str
    state: State
    message: str
    remedy: str = ""


def all_findings() -> list[Finding]:
    home = installation.prepare()
    return [_looked_at(check, home) for check in CHECKS]


def keys(home: Home) -> Finding:
    open_files = [path.name for path in home.keys.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if open_files:
        remedy = _("chmod 600 %s/*") % home.keys
        return Finding("keys", "fail", _("others on this machine can read: %s") % ", ".join(open_files), remedy)
    return Finding("keys", "ok", _("only their owner reads them"))


def database(home: Home) -> Finding:
    from django.conf import settings
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite" and not databases.is_whole(settings.DATABASES["default"]["NAME"]):
        return Finding("database", "fail", _("the file is damaged"), _("Stop serving and restore the last backup."))
    return Finding("database", "ok", _("%s answers") % connection.display_name)


def schema(home: Home) -> Finding:
    later = migrations.applied() - migrations.on_disk()
    if waiting := migrations.pending():
        return Finding("schema", "fail", _("%d changes wait") % len(waiting), "redaksi manage migrate")
    if later:
        remedy = _("Install the Redaksi that made it, or restore a backup.")
        return Finding("schema", "warn", _("a later version made this database"), remedy)
    return Finding("schema", "ok", _("up to date"))


def disk(home: Home) -> Finding:
    free = shutil.disk_usage(home.folder).free
    told = _("%.1f GB left") % (free / 1024**3)
    if free < ROOM_WANTED:
        return Finding("disk", "fail" if free < ROOM_NEEDED else "warn", told, _("Make room, or move REDAKSI_HOME."))
    return Finding("disk", "ok", told)


def page_store(home: Home) -> Finding:
    from django.conf import settings

    from redaksi.press.purging import shelf
    from redaksi.press.store.disk import DiskShelf

    kept = shelf()
    if not isinstance(kept, DiskShelf):
        kept.is_well()
        return Finding("page store", "ok", _("in Redis"))
    pages, size = kept.index.totals()
    told = _("%(pages)d pages, %(megabytes)d MB") % {"pages": pages, "megabytes": size // 1024**2}
    return Finding("page store", "ok", f"{told} · {settings.PAGES_FOLDER}")


def worker(home: Home) -> Finding:
    seconds = heartbeat.seconds_since(heartbeat.file_in(home))
    if not is_serving(home):
        return Finding("worker", "ok", _("nothing is being served from here now"))
    if seconds is None or seconds > heartbeat.LATE_AFTER_SECONDS:
        remedy = _("See logs/redaksi.log in the home; then start `redaksi serve` again.")
        return Finding("worker", "fail", _("no sign of life: what is scheduled is not published"), remedy)
    return Finding("worker", "ok", _("last seen %d seconds ago") % seconds)


def static_files(home: Home) -> Finding:
    if static.is_current(home):
        return Finding("static", "ok", _("collected"))
    return Finding("static", "warn", _("not those of this version"), _("`redaksi serve` collects them at its next start."))


def site_address(home: Home) -> Finding:
    from django.conf import settings

    if address.agrees_with_site_url():
        return Finding("address", "ok", settings.SITE_URL)
    remedy = _("`redaksi serve` corrects it at its next start; set SITE_URL to the readers' address.")
    return Finding("address", "warn", _("the site's row says otherwise than SITE_URL (%s)") % settings.SITE_URL, remedy)


def redis(home: Home) -> Finding:
    from django.conf import settings
    from django.core.cache import cache

    if not settings.REDIS_URL:
        return Finding("redis", "ok", _("not used"))
    try:
        cache.set("redaksi.doctor", 1, 5)
    except Exception as error:
        return Finding("redis", "fail", str(error), _("Start it, or unset REDIS_URL to do without."))
    return Finding("redis", "ok", _("answers"))


def photos(home: Home) -> Finding:
    from django.db.models import Q

    from redaksi.stories.models import Photo

    lacking = Photo.objects.filter(Q(credit="") | Q(description="")).count()
    if lacking:
        told = (
            ngettext("%d has no credit or no alternative text", "%d have no credit or no alternative text", lacking) % lacking
        )
        return Finding("photos", "warn", told, _("No story goes out with such a photo: fill them in, in the newsroom."))
    return Finding("photos", "ok", _("each has its credit and alternative text"))


def mail(home: Home) -> Finding:
    from django.conf import settings

    if settings.MAILERS["default"]["BACKEND"].endswith(("console.EmailBackend", "dummy.EmailBackend")):
        return Finding(
            "mail", "warn", _("no mail leaves; passwords cannot be reset by mail"), _("Set EMAIL_URL and MAIL_FROM.")
        )
    return Finding("mail", "ok", _("set"))


def demo_accounts(home: Home) -> Finding:
    from redaksi.cli.demo import people

    if names := people.working_accounts():
        remedy = _("Change or deactivate them before others can reach this site.")
        return Finding("demo accounts", "warn", _("have their known password: %s") % ", ".join(names), remedy)
    return Finding("demo accounts", "ok", _("none"))


Check = Callable[[Home], Finding]
CHECKS: list[Check] = [
    keys,
    database,
    schema,
    disk,
    page_store,
    worker,
    static_files,
    site_address,
    redis,
    photos,
    mail,
    demo_accounts,
]


def _looked_at(check: Check, home: Home) -> Finding:
    """A check that falls over is a finding, too."""
    try:
        return check(home)
    except Exception as error:
        return Finding(check.__name__, "fail", f"{type(error).__name__}: {error}", _("See logs/redaksi.log in the home."))
