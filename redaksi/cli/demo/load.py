"""The demo edition comes in as any newsroom's archive would, once, into a home that holds nothing else."""

from redaksi.cli import progress
from redaksi.cli.demo import front, people, sample
from redaksi.cli.demo.pictures import develop
from redaksi.cli.language import gettext as _
from redaksi.cli.trouble import Trouble
from redaksi.lib.home import Home
from redaksi.stories.models import Paper, Story


def load_once(home: Home) -> bool:
    """Returns whether there was something to load. Raises `Trouble` where a paper's own stories are."""
    marker = home.folder / ".demo-loaded"
    if marker.exists() and Story.objects.exists():
        return False
    refuse_a_real_paper()
    front.say_it_is_a_demo()  # first, so that a load that was cut short is known for what it is
    _bring_edition()
    people.make_all()
    front.lay_out()
    develop()
    marker.touch()
    return True


def refuse_a_real_paper() -> None:
    if Story.objects.exists() and not Paper.load().is_demo:
        raise Trouble(
            _("This home holds a paper's own stories; the demo is not mixed into them. Give it another: REDAKSI_HOME=….")
        )


def _bring_edition() -> None:
    from redaksi.wire import intake

    with progress.bar(_("Stories")) as advance:
        report = intake.bring([sample.EDITION], as_="published", progress=advance)
    if not report.stories and not Story.objects.exists():
        raise Trouble(_("The demo edition could not be read; nothing was loaded."))
