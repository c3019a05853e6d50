"""Moments and days as this paper prints them, in its zone and in its reader's language."""

from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from redaksi.lib.indonesian.clock import zone_name


def in_full(moment: datetime) -> str:
    """Sabtu, 26 Februari 2022 09.14 WIB"""
    local = timezone.localtime(moment)
    printed = date_format(local, _("l, j F Y H:i"))
    return f"{printed} {zone_name(settings.TIME_ZONE, local)}"


def after(moment: datetime, earlier: datetime) -> str:
    """The hour alone where both are of one day: 14.30 WIB; else in full."""
    local = timezone.localtime(moment)
    if local.date() != timezone.localdate(earlier):
        return in_full(moment)
    printed = date_format(local, _("H:i"))
    return f"{printed} {zone_name(settings.TIME_ZONE, local)}"


def day_in_full(day: date | datetime) -> str:
    """Sabtu, 26 Februari 2022: of a moment, the day it has in the paper's zone."""
    return date_format(timezone.localdate(day) if isinstance(day, datetime) else day, _("l, j F Y"))


def in_short(moment: datetime, is_day_only: bool = False) -> str:
    """26 Feb 2022, 09.14; the day alone where the hour is not known."""
    local = timezone.localtime(moment)
    return _printed(
        local.replace(tzinfo=None, second=0, microsecond=0), _("j M Y") if is_day_only else _("j M Y, H:i"), get_language()
    )


@lru_cache(maxsize=4096)
def _printed(local: datetime, form: str, language: str | None) -> str:
    """The same stories stand in many lists."""
    return date_format(local, form)


def for_machines(moment: datetime, is_day_only: bool = False) -> str:
    """What `<time datetime>` carries: with zone, or the day alone."""
    local = timezone.localtime(moment)
    return local.date().isoformat() if is_day_only else local.isoformat(timespec="minutes")
