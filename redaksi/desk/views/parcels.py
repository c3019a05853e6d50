"""A photo's pieces as they come in: a browser (`static/desk/parcels.js`) asks how far it got, and sends the next."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_http_methods
from wagtail.permissions import policy_registry

from redaksi.desk.colleague import at_desk
from redaksi.desk.parcels import LARGEST_PIECE_BYTES, NotTaken, Parcel
from redaksi.stories.models import Photo


@require_http_methods(["GET", "PUT"])
def parcel(request: HttpRequest, digest: str) -> JsonResponse:
    """How many bytes are here; PUT lays a piece down at `?at=`, and answers 409 where the parcel goes on elsewhere."""
    user = at_desk(request)
    if not policy_registry.get_by_type(Photo).user_has_permission(user, "add"):
        raise PermissionDenied
    arriving = Parcel(user.pk, digest)
    if request.method == "GET":
        return JsonResponse({"received": arriving.received})
    at = request.GET.get("at", "")
    if not at.isdecimal() or len(at) > len(str(2**40)):
        return JsonResponse({"received": arriving.received}, status=400)
    if _announced(request) > LARGEST_PIECE_BYTES:
        return JsonResponse({"received": arriving.received}, status=413)
    try:
        piece = request.body
        received = arriving.add(piece, int(at))
    except NotTaken as refusal:
        return JsonResponse({"received": arriving.received}, status=refusal.status)
    return JsonResponse({"received": received}, status=200 if received == int(at) + len(piece) else 409)


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0
