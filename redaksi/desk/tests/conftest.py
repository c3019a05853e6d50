import pytest
from django.test import Client

from redaksi.staff.groups import Role
from redaksi.stories.tests.builders import make_editor, make_section, make_user


@pytest.fixture
def dunia(paper):
    return make_section("Dunia")


@pytest.fixture
def daerah(paper):
    return make_section("Daerah")


@pytest.fixture
def reporter(paper):
    return make_user("sisi", Role.REPORTER)


@pytest.fixture
def editor(dunia):
    """Edits *Dunia*, and nothing else."""
    return make_editor(dunia, "rani")


@pytest.fixture
def chief(paper):
    return make_user("bagus", Role.CHIEF_EDITOR)


@pytest.fixture
def photo_desk(paper):
    return make_user("foto", Role.PHOTO_DESK)


@pytest.fixture
def admin(paper):
    return make_user("admin", Role.ADMIN)


@pytest.fixture
def at_desk():
    """A browser of this person's, logged in."""

    def log_in(user) -> Client:
        browser = Client()
        browser.force_login(user)
        return browser

    return log_in
