"""The blend by itself: no database, plain numbers."""

import json

import pytest

from redaksi.front import blend
from redaksi.front.blend import ALSO, FRESH, TODAY, Learner, choose, mixed, shares_of

PARTS = {ALSO: {1: 0.6, 2: 0.4}, TODAY: {3: 0.7, 1: 0.3}, FRESH: {9: 1.0}}
WEIGHTS = {ALSO: 0.5, TODAY: 0.4, FRESH: 0.1}


def stories(choices):
    return [choice.story for choice in choices]


def test_the_likeliest_of_all_parts_together_comes_first_with_the_part_that_spoke_for_it():
    assert mixed(PARTS, WEIGHTS)[1] == pytest.approx(0.42)
    assert choose(PARTS, WEIGHTS, 3) == [(1, ALSO), (3, TODAY), (2, ALSO)]


def test_the_last_place_is_for_the_new_story_that_was_offered_least_whoever_has_read_it():
    assert choose(PARTS, WEIGHTS, 3, new={9: 40, 8: 0, 7: 5}) == [(1, ALSO), (3, TODAY), (8, FRESH)]
    assert stories(choose(PARTS, WEIGHTS, 3, new={9: 40, 8: 0, 7: 5}, places_for_new=2)) == [1, 8, 7]


def test_nothing_twice_and_nothing_that_is_left_out():
    assert stories(choose(PARTS, WEIGHTS, 6, besides={1, 8}, new={8: 0, 9: 3})) == [3, 2, 9]


def test_not_all_of_one_section_unless_there_is_nothing_else():
    parts = {TODAY: {key: 1.0 - key / 100 for key in range(1, 9)}}
    sections = dict.fromkeys(range(1, 7), "olahraga") | {7: "dunia", 8: "dunia"}
    assert stories(choose(parts, {TODAY: 1.0}, 6, sections=sections)) == [1, 2, 3, 4, 7, 8]
    assert stories(choose(parts, {TODAY: 1.0}, 6, sections=dict.fromkeys(range(1, 9), "olahraga"))) == [1, 2, 3, 4, 5, 6]


def test_on_the_first_day_with_no_readings_the_newest_are_offered():
    parts = {ALSO: {}, TODAY: {}, FRESH: blend.freshness({1: 0.5, 2: 30.0, 3: 4.0})}
    assert stories(choose(parts, Learner().weights_for(0), 6)) == [1, 3, 2]


def test_a_part_that_foresees_gains_and_one_that_does_not_loses():
    learner = Learner()
    before = dict(learner.weights_for(20))
    for _step in range(200):
        learner.learn(PARTS, known=20, read_next=3)
    after = learner.weights_for(20)
    assert after[TODAY] > 2 * before[TODAY]
    assert after[ALSO] < before[ALSO]
    assert learner.weights_for(1) == Learner().weights_for(1)
    assert learner.order[TODAY] > 0 > learner.order[ALSO]
    assert learner.seen == {**Learner().seen, blend.step_of(20): 200}


def test_what_nobody_foresaw_teaches_nothing():
    learner = Learner()
    learner.learn(PARTS, known=20, read_next=77)
    assert learner.weights == Learner().weights


def test_the_more_is_known_of_a_storys_readers_the_more_they_are_believed():
    weights = [Learner().weights_for(known)[ALSO] for known in (0, 5, 20, 50, 200, 1_000)]
    assert weights == sorted(weights)
    assert sum(Learner().weights_for(50).values()) == pytest.approx(1.0)


def test_where_only_the_latest_is_read_the_order_becomes_that_of_publication_whatever_the_mixture_holds():
    learner = Learner()
    parts = {TODAY: dict.fromkeys(range(1, 9), 1 / 8), FRESH: blend.freshness({key: 9.0 - key for key in range(1, 9)})}
    for step in range(300):
        learner.learn(parts, known=0, read_next=8 - step % 2)
    assert stories(choose(parts, learner.weights_for(0), 6, order=learner.order)) == [8, 7, 6, 5, 4, 3]


def test_what_was_learned_is_kept_as_plain_numbers_and_goes_on_where_it_was():
    learner = Learner()
    learner.learn(PARTS, known=20, read_next=3)
    again = Learner(json.loads(json.dumps(learner.weights)), json.loads(json.dumps(learner.seen)))
    for each in (learner, again):
        each.learn(PARTS, known=20, read_next=3)
    assert again.weights == learner.weights
    assert Learner({"0": learner.weights["0"]}).order == blend.AS_MIXED  # as kept before an order was learned


@pytest.mark.parametrize(("share", "places"), [(None, 1), (0.1, 2), (0.17, 1), (0.5, 0)])
def test_the_fewer_places_new_stories_have_had_the_more_are_kept_for_them(share, places):
    assert blend.places_for_new(share) == places


def test_a_new_story_that_was_hardly_offered_has_its_turn_even_where_new_ones_have_enough():
    assert stories(choose(PARTS, WEIGHTS, 3, new={8: 0, 7: 40}, places_for_new=0)) == [1, 3, 8]
    assert stories(choose(PARTS, WEIGHTS, 3, new={8: 30, 7: 40}, places_for_new=0)) == [1, 3, 2]


@pytest.mark.parametrize("scores", [{}, {1: 0.0}])
def test_scores_of_nothing_are_no_shares(scores):
    assert shares_of(scores) == {}
