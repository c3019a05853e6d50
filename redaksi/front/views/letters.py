"""Letters to readers: asking for them, confirming, settling, giving them up. Whoever holds a letter's address may do so."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from redaksi.audience.letters import signing_up
from redaksi.audience.letters.issues import Letter
from redaksi.front import callers
from redaksi.front.letters.asking import ask_to_confirm

FROM_ONE_ADDRESS, WINDOW_SECONDS = 30, 600
CONSENT = gettext_lazy(
    "I want the letters ticked above sent to this address. The paper keeps the address for that alone, gives it to nobody, and "
    "deletes it when I unsubscribe, which every letter lets me do with one click."
)


class SignUpForm(forms.Form):
    """`situs` is a trap: people do not see it."""

    letters = forms.ModelMultipleChoiceField(
        Letter.objects.none(), label=gettext_lazy("Letters"), widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    consent = forms.BooleanField(label=CONSENT)
    situs = forms.CharField(required=False)

    def __init__(self, *told: object, **more: object) -> None:
        super().__init__(*told, **more)  # type: ignore[arg-type]
        self.fields["letters"].queryset = Letter.objects.filter(is_on=True)  # type: ignore[attr-defined]


@csrf_exempt  # nobody is logged in here: there is nothing that another site could do in a reader's name
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether the address is known or not."""
    if request.method != "POST":
        return _form(request, SignUpForm())
    filled = SignUpForm(request.POST)
    if callers.count(request, "letters", WINDOW_SECONDS) > FROM_ONE_ADDRESS:
        filled.add_error(None, _("Too many ask from here just now; try again in ten minutes."))
        return _form(request, filled, 429)
    if not filled.is_valid():
        return _form(request, filled, 422)
    told = filled.cleaned_data
    if not told["situs"]:
        language = get_language() or "id"
        wish = signing_up.ask(told["email"], told["letters"], str(CONSENT), language)
        if wish is not None:
            ask_to_confirm(wish.email, wish.token, list(told["letters"]), language)
    return render(request, "front/letters/asked.html", {"email": told["email"]})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, for mail programs open addresses by themselves."""
    subscriber = signing_up.with_token(token)
    if subscriber is None:
        return _private(render(request, "front/letters/gone.html", status=404))
    wanted = [each for each in request.GET.get("untuk", "")[:200].split(".") if each.isascii() and each.isdecimal()]
    letters = list(Letter.objects.filter(pk__in=[int(each[:9]) for each in wanted], is_on=True))
    if not letters:
        raise Http404
    if request.method == "POST":
        signing_up.confirm(subscriber, letters)
    told = {"letters": letters, "is_done": request.method == "POST", "token": token}
    return _private(render(request, "front/letters/confirm.html", told))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """One click: mail programs post here by themselves (RFC 8058); people are asked first. Said twice, it is the same."""
    subscription = signing_up.subscription_with(token)
    if request.method == "POST" and subscription is not None:
        signing_up.give_up(subscription)
    told = {"letter": subscription.letter if subscription else None, "is_done": request.method == "POST" or not subscription}
    return _private(render(request, "front/letters/leave.html", told))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, token: str) -> HttpResponse:
    """All that is kept of a reader: shown, handed over, changed, erased."""
    subscriber = signing_up.with_token(token)
    if subscriber is None:
        return _private(render(request, "front/letters/gone.html", status=404))
    if "data" in request.GET:
        answer = JsonResponse(signing_up.all_about(subscriber), json_dumps_params={"ensure_ascii": False, "indent": 1})
        answer["Content-Disposition"] = 'attachment; filename="data.json"'
        return _private(answer)
    if request.method == "POST" and "hapus" in request.POST:
        signing_up.erase(subscriber)
        return _private(render(request, "front/letters/leave.html", {"letter": None, "is_done": True}))
    subscriptions = subscriber.subscriptions.select_related("letter").order_by("letter__name")
    return _private(render(request, "front/letters/settle.html", {"subscriber": subscriber, "subscriptions": subscriptions}))


def _form(request: HttpRequest, filled: SignUpForm, status: int = 200) -> HttpResponse:
    return render(
        request, "front/letters/sign_up.html", {"form": filled, "letters": signing_up.letters_offered()}, status=status
    )


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
