"""How much each part of the recommendation is worth: learned in the background from what was read after what."""

from __future__ import annotations

from dataclasses import replace

from redaksi.archive.related import ready_for
from redaksi.audience import read_next
from redaksi.audience.read_next import Step
from redaksi.front import blend, onward
from redaksi.press import shown
from redaksi.stories.models import Story


def learn() -> int:
    """From the latest steps; returns how many. Parts are asked as they are now, without what the step itself added."""
    steps, learned_to = read_next.steps_to_learn()
    if not steps:
        return 0
    learned = read_next.learned()
    learner = blend.Learner(learned.weights, learned.seen)
    with shown.aside():
        fresh = onward.newest()
        sections = dict(Story.objects.filter(pk__in={step.story for step in steps}).order_by().values_list("pk", "section"))
        for step in steps:
            if step.story in sections:
                _learn(step, sections[step.story], fresh, learner)
    places = blend.places_for_new(read_next.share_of_new())
    read_next.keep(replace(learned, weights=learner.weights, seen=learner.seen, places_for_new=places), learned_to)
    return len(steps)


def _learn(step: Step, section: int | None, fresh: list[onward.Fresh], learner: blend.Learner) -> None:
    parts, known = onward.parts_of(step.story, section, fresh, ready_for(step.story))
    own = 1 / known if known > 1 else 1.0
    also = dict(parts[blend.ALSO])
    if step.read_next in also:
        also[step.read_next] = max(also[step.read_next] - own, 0.0)
    learner.learn({**parts, blend.ALSO: also}, max(known - 1, 0.0), step.read_next)
