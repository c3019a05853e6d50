"""The demo's log-ins, one for each group. Everybody knows their password, so they never meet strangers."""

from __future__ import annotations

from typing import Any

from redaksi.cli import accounts, address
from redaksi.cli.demo import sample
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble

PASSWORD = "redaksi-contoh"  # noqa: S105 - meant to be known: see refuse_to_open_to


def make_all() -> None:
    for person in sample.paper()["people"]:
        _make(person)


def lines() -> list[str]:
    """Username and group, for the terminal."""
    return [f"  {person['username']:<10} {PASSWORD}   {person['group']}" for person in sample.paper()["people"]]


def refuse_to_open_to(host: str) -> None:
    """Raise `Trouble` when others could reach this address and log in with a password they know."""
    from django.conf import settings

    is_private = address.is_loopback(host) and address.is_loopback(address.host_and_port(settings.SITE_URL)[0])
    if not is_private and (open_doors := working_accounts()):
        raise Trouble(
            _(
                "The demo's accounts (%s) still have their known password: change or deactivate them, or say "
                "--yes-demo-accounts if nobody else can reach this address."
            )
            % ", ".join(open_doors)
        )


def working_accounts() -> list[str]:
    """The demo accounts that the known password still opens."""
    from redaksi.staff.models import User

    names = [person["username"] for person in sample.paper()["people"]]
    present = User.objects.filter(username__in=names, is_active=True).order_by("username")
    return [user.username for user in present if user.check_password(PASSWORD)]


def _make(person: dict[str, Any]) -> None:
    from redaksi.staff.models import User
    from redaksi.stories.models import Section, SectionRight, SectionRole

    if User.objects.filter(username=person["username"]).exists():
        return
    user = accounts.make(
        person["username"],
        email=f"{person['username']}@contoh.example",
        password=PASSWORD,
        groups=[person["group"]],
        name=person["name"],
    )
    for section in Section.objects.filter(title__in=person.get("edits", [])):
        SectionRight.objects.create(user=user, section=section, role=SectionRole.EDITOR)
