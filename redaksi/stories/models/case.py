"""What people ask of the paper: a reply, a correction, an answer to a complaint, a say in their own data."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEGAL_LIMIT_OF_READERS_TEXT = timedelta(hours=48)
"""Pedoman Pemberitaan Media Siber 3g: 2 × 24 hours after the complaint."""
LEGAL_LIMIT_OF_DATA = timedelta(hours=72)
"""UU 27/2022: 3 × 24 hours."""
ALARM_BEFORE = timedelta(hours=12)


class CaseKind(models.TextChoices):
    REPLY = "reply", gettext_lazy("Right of reply")
    CORRECTION = "correction", gettext_lazy("Right of correction")
    COMPLAINT = "complaint", gettext_lazy("Complaint")
    READERS_TEXT = "readers-text", gettext_lazy("Complaint about what a reader wrote")
    DATA = "data", gettext_lazy("Personal data")


NUMBERED_AS = {
    CaseKind.REPLY: "HJ",
    CaseKind.CORRECTION: "HK",
    CaseKind.COMPLAINT: "PA",
    CaseKind.READERS_TEXT: "PI",
    CaseKind.DATA: "DP",
}


class CaseWay(models.TextChoices):
    """How it reached us."""

    FORM = "form", gettext_lazy("Form on the site")
    EMAIL = "email", gettext_lazy("E-mail")
    WHATSAPP = "whatsapp", "WhatsApp"
    LETTER = "letter", gettext_lazy("Letter")
    LEGAL_NOTICE = "legal-notice", gettext_lazy("Legal notice (somasi)")
    PRESS_COUNCIL = "press-council", gettext_lazy("The press council's recommendation")
    IN_PERSON = "in-person", gettext_lazy("In person or by telephone")


class CaseState(models.TextChoices):
    QUEUED = "queued", gettext_lazy("Waits for a look: came in a flood")
    OPEN = "open", gettext_lazy("Waits for a decision")
    ACCEPTED = "accepted", gettext_lazy("Accepted, being prepared")
    CLOSED = "closed", gettext_lazy("Closed")


class CaseOutcome(models.TextChoices):
    PUBLISHED = "published", gettext_lazy("Reply published")
    CORRECTED = "corrected", gettext_lazy("Story corrected")
    ANSWERED = "answered", gettext_lazy("Answered")
    DONE = "done", gettext_lazy("Done as asked")
    REFUSED = "refused", gettext_lazy("Refused")
    DROPPED = "dropped", gettext_lazy("Taken back by the sender")
    SPAM = "spam", gettext_lazy("Nothing was asked (spam)")


class CaseGround(models.TextChoices):
    """What a decision stands on. Refusals: Pedoman Hak Jawab (9/Peraturan-DP/X/2008)."""

    REPLY_LAW = "uu-pers-5-2", gettext_lazy("Press Law 5 (2): right of reply")
    CORRECTION_LAW = "uu-pers-5-3", gettext_lazy("Press Law 5 (3): right of correction")
    ETHICS = "kej-10-11", gettext_lazy("Code of Ethics 10 and 11")
    GUIDELINE = "media-siber-3", gettext_lazy("Guideline for online news 3: what readers write")
    COUNCIL = "press-council", gettext_lazy("The press council's recommendation")
    DATA_LAW = "uu-27-2022", gettext_lazy("Personal Data Law 27/2022")
    TOO_LONG = "too-long", gettext_lazy("Longer than the story it answers")
    OFF_THE_MATTER = "off-the-matter", gettext_lazy("Facts that have nothing to do with the story")
    UNLAWFUL = "unlawful", gettext_lazy("Printing it would break the law")
    THIRD_PARTY = "third-party", gettext_lazy("Against a third party whom the law protects")
    NOT_CONCERNED = "not-concerned", gettext_lazy("The sender is not concerned by the story")
    NO_FAULT = "no-fault", gettext_lazy("The story holds: no fault was found")


REFUSALS = (
    *(CaseGround.TOO_LONG, CaseGround.OFF_THE_MATTER, CaseGround.UNLAWFUL, CaseGround.THIRD_PARTY),
    *(CaseGround.NOT_CONCERNED, CaseGround.NO_FAULT),
)


class DataWish(models.TextChoices):
    COPY = "copy", gettext_lazy("a copy of what you hold about me")
    CORRECT = "correct", gettext_lazy("correct what is wrong about me")
    ERASE = "erase", gettext_lazy("erase what you hold about me")
    STOP = "stop", gettext_lazy("I take my consent back")


def new_token() -> str:
    """256 bits: nobody guesses the page of another's case."""
    return secrets.token_urlsafe(32)


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting(self) -> Self:
        """Neither closed nor set aside by the flood gate."""
        return self.filter(closed_at=None).exclude(state=CaseState.QUEUED)

    def pressing(self) -> Self:
        """Their time runs out within twelve hours, or has; first the one that is latest."""
        return self.waiting().filter(due_at__lte=timezone.now() + ALARM_BEFORE).order_by("due_at")


class Case(models.Model):
    """One thing asked by one person, from the receipt to the answer. `stories.cases` alone changes it."""

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=CaseKind)
    way = models.CharField(gettext_lazy("came by"), max_length=20, choices=CaseWay, default=CaseWay.FORM)
    state = models.CharField(gettext_lazy("state"), max_length=20, choices=CaseState, default=CaseState.OPEN)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    story = models.ForeignKey(
        "stories.Story",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=gettext_lazy("story"),
    )
    reference = models.CharField(
        gettext_lazy("what it is about"),
        max_length=500,
        blank=True,
        help_text=gettext_lazy("An address, where it is no story."),
    )
    wish = models.CharField(gettext_lazy("asks for"), max_length=20, choices=DataWish, blank=True)
    passage = models.TextField(gettext_lazy("passage"), blank=True)
    text = models.TextField(gettext_lazy("text"), blank=True)
    name = models.CharField(gettext_lazy("name"), max_length=200, blank=True)
    speaks_as = models.CharField(gettext_lazy("speaks as"), max_length=200, blank=True)
    email = models.EmailField(gettext_lazy("e-mail"), blank=True)
    phone = models.CharField(gettext_lazy("telephone"), max_length=60, blank=True)
    consent = models.ForeignKey(
        "stories.ConsentText", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=gettext_lazy("agreed to")
    )
    received_at = models.DateTimeField(gettext_lazy("received at"), default=timezone.now)
    due_at = models.DateTimeField(gettext_lazy("to be answered until"))
    warned_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(gettext_lazy("outcome"), max_length=20, choices=CaseOutcome, blank=True)
    ground = models.CharField(gettext_lazy("ground"), max_length=20, choices=CaseGround, blank=True)
    answer = models.TextField(gettext_lazy("answer to the sender"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(gettext_lazy("decided at"), null=True)
    closed_at = models.DateTimeField(gettext_lazy("closed at"), null=True)
    answer_story = models.OneToOneField(
        "stories.Story", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=gettext_lazy("published as")
    )
    digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    repeats = models.PositiveIntegerField(default=0, editable=False)
    erased_at = models.DateTimeField(gettext_lazy("personal data erased at"), null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("case")
        verbose_name_plural = gettext_lazy("cases")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["due_at"], name="case_due", condition=models.Q(closed_at=None)),
            models.Index(fields=["state", "-received_at"], name="case_by_state"),
            models.Index(fields=["-received_at"], name="case_newest"),
            models.Index(fields=["email"], name="case_of_person"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the sender is told: `HJ-2026-00017`. It opens nothing."""
        return f"{NUMBERED_AS[CaseKind(self.kind)]}-{timezone.localtime(self.received_at):%Y}-{self.pk:05d}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_late(self) -> bool:
        return (self.closed_at or timezone.now()) > self.due_at

    @property
    def is_pressing(self) -> bool:
        return not self.is_closed and self.due_at <= timezone.now() + ALARM_BEFORE

    @property
    def asks_for_print(self) -> bool:
        return self.kind in (CaseKind.REPLY, CaseKind.CORRECTION)

    @property
    def law(self) -> str:
        """Whose time it is, for the desk."""
        if self.kind == CaseKind.READERS_TEXT:
            return _("Guideline for online news 3g: 2 × 24 hours")
        if self.kind == CaseKind.DATA:
            return _("Personal Data Law: 3 × 24 hours")
        return _("the paper's own promise")


class ActKind(models.TextChoices):
    RECEIVED = "received", gettext_lazy("Received")
    LET_IN = "let-in", gettext_lazy("Looked at and let in")
    NOTED = "noted", gettext_lazy("Noted")
    WARNED = "warned", gettext_lazy("Warned that the time runs out")
    SEEN_PAPER = "seen-paper", gettext_lazy("Proof of identity looked at")
    DELETED_PAPER = "deleted-paper", gettext_lazy("Proof of identity deleted")
    ACCEPTED = "accepted", gettext_lazy("Accepted")
    DECIDED = "decided", gettext_lazy("Decided")
    PUBLISHED = "published", gettext_lazy("Published")
    EXPORTED = "exported", gettext_lazy("Personal data handed out")
    ERASED = "erased", gettext_lazy("Personal data erased")


def _refuse(why: str) -> NoReturn:
    from redaksi.stories.actions.refused import Refused

    raise Refused.because(why)


class CaseAct(models.Model):
    """What was done in a case, by whom and when. Lines are only added; the note goes when the person's data goes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    act = models.CharField(max_length=20, choices=ActKind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = gettext_lazy("act in a case")
        verbose_name_plural = gettext_lazy("acts in cases")
        default_permissions = ("view",)
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_act_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            _refuse(_("What was done is never changed: add another act."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        _refuse(_("What was done is never deleted."))
