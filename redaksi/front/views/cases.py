"""The public forms, and the page on which a sender follows the own case."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from redaksi.front import gate
from redaksi.front.addresses import absolute
from redaksi.front.case_forms import CaseForm, ComplaintForm, DataForm, ReplyForm
from redaksi.stories import cases
from redaksi.stories.actions import Refused
from redaksi.stories.cases import figures
from redaksi.stories.cases.matter import story_at
from redaksi.stories.models import ActKind, Case, ConsentText

TELLS_THE_SENDER = (ActKind.RECEIVED, ActKind.ACCEPTED, ActKind.DECIDED, ActKind.PUBLISHED)
WAIT_SECONDS = 60 * 60
FORMS = {"reply": ReplyForm, "complaint": ComplaintForm, "data": DataForm}


@require_safe
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "front/cases/overview.html", {"years": figures.by_year()})


@csrf_exempt  # nobody is logged in here: there is nothing that another site could do in a reader's name
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, which: str) -> HttpResponse:
    if request.method != "POST":
        return _shown(request, which, FORMS[which](initial=_initial(request)))
    if gate.is_too_large(request):
        return _too_large(request)
    try:
        filled = FORMS[which](request.POST, request.FILES)
    except RequestDataTooBig:
        return _too_large(request)
    passage = gate.gate_for(request, filled.is_machine)
    if passage.is_shut:
        filled.add_error(None, _("Too much is being sent just now. What you wrote still stands below: try again in an hour."))
        return _shown(request, which, filled, status=429)
    return _received(request, which, filled, passage.is_suspect)


def _received(request: HttpRequest, which: str, filled: CaseForm, is_suspect: bool) -> HttpResponse:
    if filled.is_valid():
        try:
            case = cases.receive(filled.sent(is_suspect))
        except Refused as refusal:
            filled.add_error(None, str(refusal))
        else:
            return HttpResponseRedirect(f"{reverse('case', args=[case.token])}?baru=1", status=303)
    return _shown(request, which, filled, status=422)


@csrf_exempt  # whoever knows the address of this page may do what stands on it
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, token: str) -> HttpResponse:
    """What became of it. The address is the key: 256 bits that nobody guesses, told to no other site."""
    found = get_object_or_404(Case.objects.select_related("story", "answer_story", "consent"), token=token, erased_at=None)
    refusal = ""
    if request.method == "POST" and "tarik" in request.POST:
        try:
            cases.drop(found)
        except Refused as refused:
            refusal = str(refused)
        else:
            return redirect("case", token=token)
    told = {
        "case": found,
        "acts": found.acts.filter(act__in=TELLS_THE_SENDER),
        "is_new": "baru" in request.GET,
        "refusal": refusal,
        "address": absolute(reverse("case", args=[token])),
    }
    answer = render(request, "front/cases/case.html", told, status=409 if refusal else 200)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _initial(request: HttpRequest) -> dict[str, str]:
    """From the link below a story."""
    story = story_at(request.GET.get("berita", "")[:1000])
    return {"story": absolute(story.get_absolute_url())} if story else {}


def _shown(request: HttpRequest, which: str, filled: CaseForm, status: int = 200) -> HttpResponse:
    told = {"form": filled, "which": which, "consent_text": ConsentText.current() if "consent" in filled.fields else None}
    answer = render(request, f"front/cases/{which}.html", told, status=status)
    if status == 429:
        answer["Retry-After"] = str(WAIT_SECONDS)
    return answer


def _too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "front/cases/too_large.html", status=413)
