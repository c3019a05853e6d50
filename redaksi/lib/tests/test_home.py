import os
from pathlib import Path


def test_what_tests_has_a_home_of_its_own_before_the_settings_are_read(settings):
    """Else those that run side by side tie each other's loose ends, in a developer's own `var/`."""
    assert Path(settings.PAGES_FOLDER) == Path(os.environ["REDAKSI_HOME"]).resolve() / "pages"
