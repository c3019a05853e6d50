"""Hak jawab dan pengaduan: what people ask of the paper, served at the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from redaksi.desk.case_forms import AcceptForm, CloseForm, EntryForm, LetInForm, NoteForm, take_refusal
from redaksi.desk.colleague import at_desk
from redaksi.stories import cases, rights
from redaksi.stories.actions import Refused
from redaksi.stories.cases import figures, papers, person
from redaksi.stories.models import Case, CaseKind, CaseOutcome, CaseState, LedgerEntry

WAITING, QUEUE, CLOSED = "menunggu", "antrean", "selesai"
TABS = {
    WAITING: (gettext_lazy("Waiting"), Q(closed_at=None) & ~Q(state=CaseState.QUEUED), ("due_at", "pk")),
    QUEUE: (gettext_lazy("Queue"), Q(state=CaseState.QUEUED), ("received_at", "pk")),
    CLOSED: (gettext_lazy("Closed"), Q(closed_at__isnull=False), ("-closed_at", "-pk")),
}
LONGEST_COUNT = 100
LONGEST_QUEUE = 200
View = Callable[..., HttpResponseBase]


def for_servers(view: View) -> View:
    """Only for those who serve some cases."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_serve_cases(at_desk(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


def for_data_protectors(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_protect_data(at_desk(request)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked


@method_decorator(for_servers, name="dispatch")
class CaseList(WagtailAdminTemplateMixin, ListView):
    template_name = "desk/cases/list.html"
    page_title = gettext_lazy("Replies and complaints")
    header_icon = "mail"
    context_object_name = "cases"
    paginator_class = WagtailPaginator
    paginate_by = 25
    page_kwarg = "p"

    @property
    def tab(self) -> str:
        asked = self.request.GET.get("daftar", WAITING)
        return asked if asked in TABS else WAITING

    @property
    def kind(self) -> str:
        asked = self.request.GET.get("jenis", "")
        return asked if asked in CaseKind.values else ""

    @cached_property
    def mine(self) -> QuerySet[Case]:
        served = rights.cases_served_by(at_desk(self.request))
        return served.filter(kind=self.kind) if self.kind else served

    def get_queryset(self) -> QuerySet[Case]:
        _label, of_tab, order = TABS[self.tab]
        return self.mine.filter(of_tab).select_related("story").defer("story__body").order_by(*order)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            tabs=[(name, label, self.tab == name, self._count(of_tab)) for name, (label, of_tab, _order) in TABS.items()],
            kinds=CaseKind.choices,
            kind=self.kind,
            tab=self.tab,
            may_protect_data=rights.may_protect_data(at_desk(self.request)),
            **kwargs,
        )

    def _count(self, of_tab: Q) -> str:
        count = self.mine.filter(of_tab).order_by()[:LONGEST_COUNT].count()
        return f"{count - 1}+" if count == LONGEST_COUNT else str(count)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class _OneCase(WagtailAdminTemplateMixin, TemplateView):
    """A case that this user serves, as `self.case`."""

    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = Case.objects.select_related("story__section", "answer_story", "consent", "decided_by", "paper")
        self.case = get_object_or_404(found, pk=kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not rights.may_serve_case(at_desk(request), self.case):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        acts = self.case.acts.select_related("by")
        return super().get_context_data(case=self.case, acts=acts, entries=_entries_of(self.case), **kwargs)


@method_decorator(never_cache, name="dispatch")
class ShowCase(_OneCase):
    """The case with all that was done, and what may be done next. What was typed stands again where it was refused."""

    template_name = "desk/cases/case.html"
    forms = {"note": NoteForm, "let-in": LetInForm, "accept": AcceptForm, "close": CloseForm}
    page_title = gettext_lazy("Case")

    def get_page_subtitle(self) -> str:
        return self.case.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("cases"), "label": CaseList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.case.number}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = at_desk(self.request)
        about_it = rights.cases_served_by(user).filter(story=self.case.story_id).exclude(story=None)
        others = about_it.exclude(pk=self.case.pk)
        empty = {f"{name.replace('-', '_')}_form": self._form(name) for name in self.forms}
        told = {
            "others": others.order_by("-received_at")[:5],
            "may_decide": rights.may_decide_case(user, self.case),
            "may_protect_data": rights.may_protect_data(user),
        }
        return super().get_context_data(**{**empty, **told, **kwargs})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.POST.get("act", "")
        if name not in self.forms:
            return redirect("show_case", pk=self.case.pk)
        form = self._form(name, request.POST)
        if form.is_valid():
            try:
                form.act(self.case, at_desk(request))
            except Refused as refusal:
                take_refusal(form, refusal)
            else:
                messages.success(request, _("Kept: %(number)s.") % {"number": self.case.number})
                return redirect("show_case", pk=self.case.pk)
        return self.render_to_response(self.get_context_data(**{f"{name.replace('-', '_')}_form": form}), status=422)

    def _form(self, name: str, data: Any = None) -> Any:
        more = {"case": self.case} if name == "close" else {}
        return self.forms[name](data, prefix=name, **more)


class PrintedCase(_OneCase):
    """Every act and its time on one sheet, with the ledger's entries: what can be shown to whoever asks for proof."""

    template_name = "desk/cases/printed.html"


@for_servers
def new_case(request: HttpRequest) -> HttpResponseBase:
    return EnterCase.as_view()(request)


class EnterCase(WagtailAdminTemplateMixin, FormView):
    template_name = "desk/cases/enter.html"
    form_class = EntryForm
    page_title = gettext_lazy("Enter a case")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("cases"), "label": CaseList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def form_valid(self, form: forms.Form) -> HttpResponse:
        assert isinstance(form, EntryForm)  # noqa: S101
        try:
            case = cases.receive(form.sent(), by=at_desk(self.request))
        except Refused as refusal:
            take_refusal(form, refusal)
            return self.form_invalid(form)
        if not rights.may_serve_case(at_desk(self.request), case):
            messages.success(self.request, _("Kept: %(number)s. Others serve it.") % {"number": case.number})
            return redirect("cases")
        return redirect("show_case", pk=case.pk)


@require_POST
@never_cache
def open_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The proof of identity, for whoever decides the case; that it was opened is kept."""
    case, user = get_object_or_404(Case.objects.select_related("story", "paper"), pk=pk), at_desk(request)
    if not rights.may_decide_case(user, case):
        raise PermissionDenied
    content = papers.read(case, by=user)
    answer = HttpResponse(content, content_type=case.paper.media_type)
    extension = papers.EXTENSIONS[case.paper.media_type]
    answer["Content-Disposition"] = f'attachment; filename="{case.number}.{extension}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@for_servers
def show_figures(request: HttpRequest) -> HttpResponseBase:
    return CaseFigures.as_view()(request)


class CaseFigures(WagtailAdminTemplateMixin, TemplateView):
    template_name = "desk/cases/figures.html"
    page_title = gettext_lazy("Replies and complaints in figures")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("cases"), "label": CaseList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(years=figures.by_year(), **kwargs)


@require_POST
@for_servers
def sort_queue(request: HttpRequest) -> HttpResponseBase:
    """What came in a flood, many at once: let in, or closed as nothing that anybody asked."""
    user, ticked = (
        at_desk(request),
        [int(key) for key in request.POST.getlist("perkara") if key.isdigit() and len(key) < 19][:LONGEST_QUEUE],
    )
    done = 0
    for case in rights.cases_served_by(user).filter(pk__in=ticked, state=CaseState.QUEUED):
        if "spam" in request.POST:
            cases.close(case, user, CaseOutcome.SPAM, None, "")
        else:
            cases.let_in(case, user)
        done += 1
    messages.success(request, ngettext("%(done)d case is sorted.", "%(done)d cases are sorted.", done) % {"done": done})
    return redirect(f"{reverse('cases')}?daftar={QUEUE}")


@for_data_protectors
@never_cache
def personal_data(request: HttpRequest) -> HttpResponseBase:
    return PersonalData.as_view()(request)


class PersonalData(WagtailAdminTemplateMixin, TemplateView):
    """What is kept of one person, found by e-mail address; handed out, or erased for good."""

    template_name = "desk/cases/person.html"
    page_title = gettext_lazy("Personal data")
    header_icon = "user"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("cases"), "label": CaseList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        email = self.request.GET.get("surel", "").strip()[:254]
        return super().get_context_data(email=email, found=person.counts(email) if email else None, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        email = request.POST.get("surel", "").strip()[:254]
        if "salinan" in request.POST:
            told = person.export(email, by=at_desk(request))
            answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
            answer["Content-Disposition"] = 'attachment; filename="data-pribadi.json"'
            return answer
        if "hapus" in request.POST and request.POST.get("yakin"):
            rows = person.erase(email, by=at_desk(request))
            said = ngettext("%(rows)d record was erased.", "%(rows)d records were erased.", rows) % {"rows": rows}
            messages.success(request, said)
        else:
            messages.error(request, _("Tick that you are sure: nothing brings it back."))
        return redirect(f"{reverse('personal_data')}?surel={email}")


@for_data_protectors
def breach_letters(request: HttpRequest, pk: int) -> HttpResponseBase:
    from redaksi.stories.models import Breach, Paper

    told = {"breach": get_object_or_404(Breach, pk=pk), "paper": Paper.load()}
    return render(request, "desk/cases/letters.html", told)


def _entries_of(case: Case) -> QuerySet[LedgerEntry]:
    """What the ledger holds of it."""
    of_story = LedgerEntry.objects.filter(story=case.story) if case.story else LedgerEntry.objects.filter(story=None)
    return of_story.filter(act__case=case.number).order_by("number")
