from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from redaksi.press import keys, shown
from redaksi.stories import renditions
from redaksi.stories.models import Paper, Photo, Rendition

GROUND = "#fffdf9"
OURS = {96: "front/icon-96.png"}  # by size; for all others the largest that there is
LARGEST_OF_OURS = "front/icon-180.png"


@require_safe
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it unasked, at an address of their own."""
    return HttpResponseRedirect("/ikon-96.png" if Paper.load(request).icon_id else static("front/favicon.ico"))


@require_safe
def sized_icon(request: HttpRequest, size: str) -> HttpResponse:
    """The paper's own icon; ours where it has none, or until it was drawn."""
    pixels = int(size)
    if pixels not in renditions.ICON_SIZES:
        raise Http404
    drawn = _drawn(Paper.load(request).icon_id, pixels)
    if drawn is None:
        return HttpResponseRedirect(static(OURS.get(pixels, LARGEST_OF_OURS)))
    with default_storage.open(drawn) as file:
        return HttpResponse(file.read(), content_type="image/png")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone keeps of the paper: https://www.w3.org/TR/appmanifest/."""
    paper = Paper.load(request)
    said = {
        "id": "/",
        "name": paper.name,
        "short_name": paper.short_name or paper.name,
        "description": paper.tagline,
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": _icons(bool(paper.icon_id)),
    }
    answer = {name: value for name, value in said.items() if value}
    return JsonResponse(answer, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def _drawn(photo: int | None, pixels: int) -> str | None:
    if photo is None:
        return None
    shown.note(f"{keys.KINDS[Photo]}:{photo}")
    made = Rendition.objects.filter(image=photo, filter_spec=renditions.icon_spec(pixels))
    return made.values_list("file", flat=True).first()


def _icons(has_own: bool) -> list[dict[str, str]]:
    if not has_own:
        return [{"src": static("front/icon.svg"), "sizes": "any", "type": "image/svg+xml"}]
    return [{"src": f"/ikon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
