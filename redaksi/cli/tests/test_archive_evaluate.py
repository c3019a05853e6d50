"""How well related stories are found, on material that nobody here wrote. See docs/decisions/0010-nearness.md."""

import csv
import json
import math
from collections import Counter

import pytest

from redaksi.archive.nearness import alike
from redaksi.archive.profile import profile_of
from redaksi.cli.evaluating import evaluate
from redaksi.wire.tests.material import FOLDER

LINKS = FOLDER / "related-id-bacajuga-2025/dev.csv"
NEWS = FOLDER / "id-news-2025/dev/articles.jsonl.gz"
PAIRS = FOLDER / "related-semeval2022-task8/dev/pairs.csv"
EVENTS = FOLDER / "clusters-wikinews-2004/dev.json"
STORYLINES = FOLDER / "clusters-id-2019/articles.jsonl"


class Together:
    """The profiles of a collection, and how many have a term."""

    def __init__(self, profiles):
        self.stories = len(profiles)
        self._having = Counter(term for profile in profiles for term in profile.terms)

    def stories_near(self, term):
        return self._having[term]


def precision(labelled):
    """Mean average precision: whether those of one label stand nearest to each other."""
    profiles = [profile for _label, profile in labelled]
    together, found = Together(profiles), []
    for place, (label, profile) in enumerate(labelled):
        others = [(at, other) for at, other in enumerate(profiles) if at != place]
        ranked = [labelled[at][0] for at, _likeness in alike(profile, others, together, len(others))]
        right = [rank for rank, other in enumerate(ranked, 1) if other == label]
        found += [sum(count / rank for count, rank in enumerate(right, 1)) / len(right)] if right else []
    return sum(found) / len(found)


@pytest.mark.skipif(not LINKS.exists(), reason=f"no {LINKS}; set REDAKSI_DATA")
def test_links_of_newsrooms_are_found_again():
    told = evaluate(LINKS, [NEWS], ["tribunnews.com"]).as_dict()
    assert (told["links"], told["sources"]) == (188, 148)
    assert told["recall@5"] >= 0.85
    assert told["recall@10"] >= 0.93
    assert told["baselines"]["tf_idf"]["recall@5"] == pytest.approx(0.638, abs=0.02)


@pytest.mark.skipif(not PAIRS.exists(), reason=f"no {PAIRS}; set REDAKSI_DATA")
def test_what_people_call_similar_is_near_in_english():
    csv.field_size_limit(10**8)
    with PAIRS.open(newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["lang1"] == row["lang2"] == "en"]
    pairs = [[profile_of(row[text][:100], "", row[text], None) for text in ("text1", "text2")] for row in rows]
    together = Together([profile for pair in pairs for profile in pair])
    near = [math.sqrt(alike(one, [(0, other)], together, 1)[0][1]) for one, other in pairs]
    assert pearson(near, [-float(row["Overall"]) for row in rows]) >= 0.7


@pytest.mark.skipif(not EVENTS.exists(), reason=f"no {EVENTS}; set REDAKSI_DATA")
def test_press_articles_of_one_event_lie_together():
    labelled = []
    for number, event in enumerate(json.loads(EVENTS.read_text())):
        texts = [(event["title"], event["text"])]
        texts += [(source["title"], source["maintext"]) for source in event["sources"] if source["language"] == "en"]
        labelled += [(number, profile_of(title or "", "", text, None)) for title, text in texts if text]
    assert precision(labelled) >= 0.75


@pytest.mark.skipif(not STORYLINES.exists(), reason=f"no {STORYLINES}; set REDAKSI_DATA")
def test_indonesian_articles_of_one_running_story_lie_together():
    articles = [json.loads(line) for line in STORYLINES.read_text().splitlines()]
    assert precision([(each["topic"], profile_of(each["title"], "", each["text"], None)) for each in articles]) >= 0.9


@pytest.fixture
def tables(tmp_path):
    links, stories = tmp_path / "tautan.csv", tmp_path / "berita.csv"
    links.write_text("source_url,target_url\nhttps://a.id/1,https://a.id/2\nhttps://a.id/1,https://b.id/3\n")
    rows = [
        "https://a.id/1,Tambang ditutup,Tambang nikel di Raja Ampat ditutup.",
        "https://a.id/2,Izin,Izin tambang nikel dicabut.",
    ]
    stories.write_text("\n".join(["url,headline,body", *rows]))
    return links, stories


def test_the_figures_stand_beside_two_baselines_and_nothing_is_touched(redaksi, tables):
    links, stories = map(str, tables)
    told = redaksi.json("archive", "evaluate", links, "--stories", stories, stories)
    right = {"recall@5": 1.0, "recall@10": 1.0, "ndcg@10": 1.0}
    baselines = {"tf_idf": right, "newest_of_section": right}
    assert told == {**right, "baselines": baselines, "links": 1, "sources": 1, "left_out": 1}
    assert list(redaksi.home.rglob("*.sqlite3")) == []


def test_files_that_are_something_else_are_told(redaksi, tables):
    links, stories = map(str, tables)
    swapped = redaksi("archive", "evaluate", stories, "--stories", links)
    assert (swapped.returncode, swapped.stderr.count("\n")) == (1, 1)
    assert "source_url" in swapped.stderr


def pearson(one, other):
    mean, mean_other = sum(one) / len(one), sum(other) / len(other)
    apart = [(a - mean, b - mean_other) for a, b in zip(one, other, strict=True)]
    return sum(a * b for a, b in apart) / math.sqrt(sum(a * a for a, _ in apart) * sum(b * b for _, b in apart))
