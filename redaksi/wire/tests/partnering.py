"""Partners as tests need them, and what they are answered."""

from typing import Any

from django.test import Client

from redaksi.staff.groups import Role
from redaksi.stories import actions
from redaksi.stories.models import Story, WithdrawalGround
from redaksi.stories.tests.builders import make_user, publish_at_once
from redaksi.wire import partners
from redaksi.wire.models import Partner, PartnerFormat


def make_partner(name: str = "Harian Mitra", form: str = PartnerFormat.NINJS_3, **fields: Any) -> tuple[Partner, str]:
    """With its token."""
    partner = Partner.objects.create(name=name, format=form, **fields)
    return partner, partners.open_for(partner)


def ask(token: str, since: str = "", **headers: str):
    question = {"since": since} if since else {}
    return Client().get("/mitra/berita", question, headers={"Authorization": f"Bearer {token}", **headers})


def headlines(answer) -> list[str]:
    """Of an answer in ninjs 3."""
    return [item["headlines"][0]["value"] for item in answer.json()]


def statuses(answer) -> list[tuple[str, str]]:
    return [(item["headlines"][0]["value"], item["pubStatus"]) for item in answer.json()]


def onward(answer, relation: str = "monitor") -> str:
    """The cursor of the address to ask next; empty where none is named."""
    links = dict(reversed(part.strip("<> ").split('>; rel="')) for part in answer["Link"].split(", "))
    return links.get(f'{relation}"', "").partition("since=")[2].replace("%3A", ":")


def correct(story: Story, headline: str) -> Story:
    """A new version, public."""
    draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    draft.title = headline
    draft.save_revision()
    return publish_at_once(draft)


def withdraw(story: Story, reason: str = "Keliru.") -> Story:
    chief = make_user("", Role.CHIEF_EDITOR)
    actions.withdraw(Story.objects.get(pk=story.pk), by=chief, ground=WithdrawalGround.SARA, reason=reason)
    return Story.objects.get(pk=story.pk)
