"""The ground all tests stand on: a home of their own, tasks run at once, static files without a manifest."""

import os
import shutil

import hypothesis
import pytest

from redaksi.lib.home import Home
from redaksi.stories.tests.tasks import at_once

# Where a change is judged, the same examples each time; at a desk, new ones every time.
hypothesis.settings.register_profile("judged", derandomize=True, deadline=None)
hypothesis.settings.register_profile("desk", deadline=None)
hypothesis.settings.load_profile("judged" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory):
    """On SQLite, the packed empty database in place of 180 migrations; elsewhere as ever."""
    from django.db import connection

    if connection.vendor != "sqlite":
        request.getfixturevalue("django_db_setup")
        return
    from redaksi.cli import template

    database = tmp_path_factory.mktemp("database") / "tests.sqlite3"
    template.lay(database)
    connection.settings_dict["NAME"] = str(database)


@pytest.fixture(scope="session", autouse=True)
def databases_can_be_emptied():
    """What empties the database between browser tests may; nothing else gets past the ledger's guards.

    It is founded again at once: else each test that follows would do it for itself, and take it back.
    """
    from django.core.management.commands.flush import Command
    from django.db import connection, transaction

    from redaksi.press.models import Purge
    from redaksi.stories.ledger import guards

    def without_guards(command, **options):
        guards.take_down()
        flush(command, **options)
        with transaction.atomic():
            found_again()
            Purge.objects.all().delete()
            connection.run_on_commit.clear()  # nobody keeps a page of it, no worker is told

    flush, Command.handle = Command.handle, without_guards
    yield
    Command.handle = flush


@pytest.fixture(scope="module")
def chromium():
    """A real browser; the tests that ask for it carry the mark `browser`."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not os.access(path, os.X_OK):
        pytest.skip(f"no Chromium at {path}; set CHROMIUM to its path")
    from playwright.sync_api import expect, sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic", "--no-first-run"]
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the thread of the test
    expect.set_options(timeout=30_000)  # milliseconds, for a machine that others use too
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def plain_surroundings(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("redaksi.front.frame._latest", None)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.HOME = Home(tmp_path / "home")
    settings.MEDIA_ROOT = str(tmp_path / "media")
    settings.ARCHIVE_FOLDER = str(tmp_path / "archive")
    settings.READINGS_FOLDER = str(tmp_path / "readings")
    settings.PARCELS_FOLDER = str(tmp_path / "parcels")
    settings.TASKS = at_once()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}}
    settings.ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]


@pytest.fixture
def home(settings):
    """What this test owns on the disk."""
    return settings.HOME


@pytest.fixture
def wagtails_notes(settings):
    """For tests of Wagtail's own search and lists of usage."""
    settings.TASKS = at_once(with_wagtails_notes=True)


@pytest.fixture
def paper(db):
    """The paper as it is founded: its front page, groups and policies."""
    from redaksi.stories.models import FrontPage

    return FrontPage.objects.get()


@pytest.fixture
def index(paper):
    """An index of the stories that there are; it follows at each `index.step()`."""
    from redaksi.archive import rebuilding
    from redaksi.archive.engines import engine
    from redaksi.archive.following import Follower

    rebuilding.rebuild(processes=1)
    yield Follower()
    engine().let_go()


def found_again() -> None:
    """After a browser test has emptied the database: what Wagtail's migrations lay down, and the paper on it."""
    from wagtail.models import Collection, Locale, Page

    from redaksi.stories.founding import found_paper

    Locale.objects.get_or_create(language_code="id")
    Collection.add_root(name="Root")
    Page.add_root(title="Root", slug="root")
    found_paper()


def pytest_addoption(parser) -> None:
    parser.addoption("--only-database", action="store_true", help="run only the tests that touch the database")


def pytest_collection_modifyitems(config, items) -> None:
    """A second database has nothing to say about tests that never ask it."""
    if not config.getoption("--only-database"):
        return
    asks = [item for item in items if item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*item.fixturenames}]
    config.hook.pytest_deselected(items=[item for item in items if item not in asks])
    items[:] = asks


def pytest_report_header() -> str:
    from django.db import connection

    return f"database: {connection.vendor}"
