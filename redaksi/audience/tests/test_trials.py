"""Two headlines on trial: counted once for each visit, and stopped by a rule that looking does not fool."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from redaksi.audience import trials
from redaksi.audience.models import Experiment, Verdict
from redaksi.audience.tests.crowds import body, read
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story, make_user


@pytest.fixture
def trial(paper):
    return trials.begin(make_story(make_section("Dunia")), "Judul yang lain", make_user())


@pytest.mark.django_db
def test_each_visit_counts_once_for_the_headline_it_saw_and_once_when_it_reads(trial):
    story = trial.story
    read(
        body("satu", "front", a=f"{trial.pk}.0"),
        body("dua", "front", a=f"{trial.pk}.1"),
        body("dua", "front", a=f"{trial.pk}.0"),
    )
    read(body("dua", story), body("dua", story), body("tiga", story), body("empat", "front", a="999.1"))
    trial.refresh_from_db()
    assert (trial.seen_first, trial.read_first, trial.seen_second, trial.read_second) == (1, 0, 1, 1)


@pytest.mark.django_db
def test_a_story_has_one_trial_at_a_time_and_it_ends_with_its_reason(trial):
    with pytest.raises(trials.AlreadyTried):
        trials.begin(trial.story, "Judul ketiga", make_user())
    assert trials.judge_all() == 0
    Experiment.objects.update(seen_first=2_000, read_first=100, seen_second=2_000, read_second=200)
    assert trials.judge_all() == 1
    trial.refresh_from_db()
    assert (trial.verdict, trials.running()) == (Verdict.SECOND, [])


@pytest.mark.django_db
def test_after_two_days_there_is_no_difference_that_matters(trial):
    Experiment.objects.update(begun_at=timezone.now() - timedelta(hours=49), seen_first=900, seen_second=900)
    trials.judge_all()
    trial.refresh_from_db()
    assert trial.verdict == Verdict.NO_DIFFERENCE


def test_who_looks_all_the_time_is_seldom_fooled_where_there_is_no_difference():
    chance, fooled = random.Random(7), 0  # noqa: S311
    for _trial in range(120):
        seen, read_ = [0, 0], [0, 0]
        for _visit in range(3_000):
            arm = chance.random() < 0.5
            seen[arm] += 1
            read_[arm] += chance.random() < 0.05
            if min(seen) >= trials.LEAST_SEEN and trials.likelihood_ratio(seen[0], read_[0], seen[1], read_[1]) >= 20:
                fooled += 1
                break
    assert fooled <= 120 * trials.WRONG_AT_MOST * 2


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (100, 0, 100, 0), (100, 100, 100, 100), (1, 0, 0, 0)])
def test_nothing_is_no_evidence(counts):
    assert trials.likelihood_ratio(*counts) == 1.0


@pytest.fixture
def tried_place(paper):
    dunia = make_section("Dunia")
    return trials.begin_in_place(0, make_story(dunia, "Satu"), make_story(dunia, "Dua"), make_user())


def counts_of(trial):
    trial.refresh_from_db()
    return trial.seen_first, trial.read_first, trial.seen_second, trial.read_second


@pytest.mark.django_db
def test_in_a_place_only_who_opens_from_there_what_stands_there_and_reads_it_counts(tried_place):
    trial, first, second = tried_place, tried_place.story, tried_place.rival
    shown = {name: f"{trial.pk}.{arm}" for name, arm in zip("abcdef", (0, 1, 1, 1, 0, 1), strict=True)}
    read(*(body(visit, "front", a=arm) for visit, arm in shown.items()))
    for visit, clicked, opened in (("a", first, first), ("b", second, second), ("c", first, first), ("f", second, None)):
        read(body(visit, "front", c=f"{clicked.number}.1", a=shown[visit]))
        read(*([body(visit, opened)] * 2 if opened else []))
    read(body("d", second), body("e", second))  # from elsewhere on the page, or not what stood there
    assert counts_of(trial) == (2, 1, 4, 1)


@pytest.mark.django_db
def test_one_place_is_tried_at_a_time_beside_headlines_and_it_ends_with_what_is_tried(tried_place):
    story, rival = tried_place.story, tried_place.rival
    trials.begin(story, "Judul yang lain", make_user())
    with pytest.raises(trials.AlreadyTried):
        trials.begin_in_place(1, rival, story, make_user())
    assert [each.rival for each in trials.of_story(story.pk)] == [None]
    Story.objects.filter(pk=rival.pk).update(is_public=False)
    assert trials.judge_all() == 1
    tried_place.refresh_from_db()
    assert tried_place.verdict == Verdict.STOPPED


@pytest.mark.django_db
def test_a_place_is_judged_by_the_same_rule(tried_place):
    Experiment.objects.update(seen_first=2_000, read_first=100, seen_second=2_000, read_second=200)
    trials.judge_all()
    tried_place.refresh_from_db()
    assert (tried_place.verdict, trials.running()) == (Verdict.SECOND, [])
