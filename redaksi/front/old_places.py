"""Where readers are led who come to an address that the site before this one had, and that is no story's own."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from redaksi.front import addresses
from redaksi.front.pictures import picture_of
from redaksi.lib.indonesian.clock import start_of
from redaksi.stories.addresses import LONGEST_PICTURE, old_picture
from redaksi.stories.models import OldList, OldPicture, Story

FRONT_PAGE = "/"
LONGEST = 255  # characters of an address that a redirect can have
MOST_FOLDERS = 12
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|heic|jpe?g|png|tiff?|webp)$", re.IGNORECASE)
_WIDTH = re.compile(r"-(\d{2,4})x\d{2,4}\.\w+$|/size/w(\d{2,4})(?:h\d+)?/")
_FEED = re.compile(r"/(?:feed(?:/(?:rss2?|atom|rdf|json))?|rss2?|atom|rdf)(?:\.xml|\.json)?$")
_COMMENTS = re.compile(r"^/comments(?=/feed(?:/|$))")
_TIME = re.compile(r"/(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?:/page/\d{1,5}|/feed(?:/\w+)?)?")
_TAIL = re.compile(r"(?:/(?:amp|embed|trackback|print|page/\d{1,5}|comment-page-\d{1,5}|all|\d{1,3}))+$")


@dataclass(frozen=True)
class Lead:
    """A feed of comments is led for the time being: whoever reads feeds remembers for ever where a permanent lead went.
    Without an address: it will lead there in a moment."""

    address: str
    is_permanent: bool = True


def lead_from(path: str) -> Lead | None:
    """At most two queries for a page, three for a picture."""
    if "\0" in path or len(path) > LONGEST_PICTURE:
        return None
    if _PICTURE.search(path):
        return _to_picture(path)
    whole = path.rstrip("/")
    if time := _TIME.fullmatch(whole):
        address = address_of_time(*time.groups())
        return Lead(address) if address else None
    if _COMMENTS.match(whole):
        return Lead(f"/{feed_below(whole)}", is_permanent=False)
    feed = _FEED.search(whole)
    place = _TAIL.sub("", _FEED.sub("", whole))
    if len(place) > LONGEST:
        return None
    if place != whole and (story := _story_at(place) if place else ""):
        return Lead(story, is_permanent=feed is None)
    address = address_of_list(place) if place else _front_page_for(whole)
    if address and feed:
        address += feed_below(feed[0])
    return Lead(address) if address and address.rstrip("/") != whole else None


def feed_below(asked: str) -> str:
    """Which of a list's feeds is meant: `feed/`, `feed/atom/` or `feed/json/`."""
    return f"feed/{next((f'{flavor}/' for flavor in ('atom', 'json') if flavor in asked.lower()), '')}"


def _front_page_for(whole: str) -> str:
    """What stood below the site itself."""
    return FRONT_PAGE if _FEED.search(whole) or whole.startswith(("/amp", "/page/")) else ""


def _story_at(place: str) -> str:
    """The page behind what was asked for: all of it in one piece, not for a machine."""
    found = Redirect.objects.select_related("redirect_page").filter(old_path=Redirect.normalise_path(place)).first()
    return found.link or "" if found else ""


def address_of_time(year: str | None, month: str | None = None, day: str | None = None) -> str:
    """The last day of that year, month or day on which the paper printed something, else the nearest before, else after."""
    try:
        end = _end_of(int(year or ""), int(month or 0), int(day or 0))
    except (ValueError, OverflowError):
        return ""
    published = Story.objects.published()
    before = published.filter(published_at__lt=end).newest_first().values_list("published_at", flat=True).first()
    moment = before or published.order_by("published_at").values_list("published_at", flat=True).first()
    return reverse("day", args=f"{timezone.localdate(moment):%Y %m %d}".split()) if moment else ""


def _end_of(year: int, month: int, day: int) -> datetime:
    """Raises `ValueError` and `OverflowError` for a time that never was."""
    if day:
        after = date(year, month, day) + timedelta(days=1)
    else:
        after = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
        date(year, month or 1, 1)
    return start_of(after, timezone.get_default_timezone())


def address_of_list(place: str) -> str:
    """Of the nearest list above it; empty where there is none."""
    folders = place.split("/")[: MOST_FOLDERS + 1]
    above = ["/".join(folders[:count]) for count in range(2, len(folders) + 1)]
    lists = OldList.objects.select_related("section", "topic", "contributor").filter(path__in=above)
    nearest = max(lists, key=lambda each: len(each.path), default=None)
    if nearest is None:
        return ""
    if nearest.section:
        return addresses.of_page(nearest.section)
    end = nearest.topic or nearest.contributor
    return end.get_absolute_url() if end else ""


def _to_picture(path: str) -> Lead | None:
    """The size nearest to the one that was asked for: never the file itself, which may say where it was taken."""
    known = OldPicture.objects.filter(path=old_picture(path)).select_related("photo").prefetch_related("photo__renditions")
    found = known.first()
    if found is None or not found.photo.is_usable_on(timezone.localdate()):
        return None
    picture = picture_of(found.photo, "whole")
    if picture is None:
        return Lead("")
    asked = _WIDTH.search(path)
    width = int(asked[1] or asked[2]) if asked else picture.largest.width
    return Lead(next((one for one in picture.made if one.width >= width), picture.largest).url)
