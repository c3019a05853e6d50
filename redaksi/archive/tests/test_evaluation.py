import io
from datetime import UTC, datetime, timedelta

import pytest

from redaksi.archive.evaluation.baselines import TfIdf, newest_of_section
from redaksi.archive.evaluation.figures import Figures, gain, rank_of
from redaksi.archive.evaluation.material import Link, NoLinks, Told, longest_of_each, read_links, section_under, without_links
from redaksi.archive.evaluation.trial import evaluate

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


def told(name, text, hours=0.0, domain="contoh.id", section="Berita", headline=""):
    return Told(
        f"https://{domain}/{name}", domain, headline or name, text, section=section, published_at=NOON + timedelta(hours=hours)
    )


def links(text):
    return list(read_links(io.StringIO(text)))


def test_links_of_other_kinds_and_promotions_are_passed_over():
    rows = "a,b,baca_juga,1\na,c,headline_in_body,1\na,d,baca_juga,7\ne,b,,\n"
    assert links("source_url,target_url,kind,target_indegree\n" + rows) == [Link("a", "b"), Link("e", "b")]
    assert links("target_url,source_url\nb,a\n\n") == [Link("a", "b")]


@pytest.mark.parametrize("text", ["", "judul,url\na,b\n", "source_url\na\n"])
def test_a_file_without_links_says_what_it_has(text):
    with pytest.raises(NoLinks):
        links(text)


def test_of_each_story_the_longest_is_kept():
    short, long = told("a", "pendek"), told("a", "yang panjang")
    assert longest_of_each([short, long, short]) == {short.url: long}


def test_the_desk_with_a_host_of_its_own_stands_before_the_section():
    assert section_under("https://oto.contoh.co.id/x", "contoh.co.id", "Berita") == "oto/Berita"
    assert section_under("https://www.contoh.id/x", "contoh.id", "Berita") == "Berita"
    assert section_under("bukan alamat", "contoh.id", "") == ""


def test_the_answer_is_taken_out_of_the_source():
    text = "Pembuka.\nBaca juga: Harga naik lagi\nIsi HARGANaik\nLagi penutup. Simak juga: Lain."
    assert without_links(told("a", text), ["Harga Naik Lagi"]).text == "Pembuka.\n\nIsi   penutup.   Lain."
    assert without_links(told("a", "IsiHarganaik lagi penutup"), ["Harga  naik lagi", ""]).text == "Isi  penutup"


def test_other_right_targets_do_not_push_one_down():
    ranked = ["x", "a", "y", "b"]
    assert [rank_of(each, ranked, {"a", "b", "c"}) for each in "abc"] == [2, 3, None]


def test_gain_is_one_where_nothing_better_is_possible():
    assert gain(["a", "b", "x"], {"a", "b"}) == 1.0
    assert gain(["x", "a"], {"a"}) == pytest.approx(0.6309, abs=1e-4)
    assert gain(["x"] * 10 + ["a"], {"a"}) == 0.0


def test_recall_is_over_links_and_gain_over_sources():
    figures = Figures()
    figures.add(["a", "b"], ["a", "b"])
    figures.add(["x"] * 6 + ["c"], ["c"])
    assert figures.as_dict() == {"recall@5": 0.6667, "recall@10": 1.0, "ndcg@10": 0.6667}
    assert Figures().as_dict() == {"recall@5": 0.0, "recall@10": 0.0, "ndcg@10": 0.0}


def test_the_baselines_know_words_alone_and_days_alone():
    source = told("s", "tambang nikel ditutup")
    near, late = told("near", "tambang nikel dibuka", -50), told("late", "cabai naik", -1)
    after, other = told("after", "beras naik", 1), told("other", "gula", -0.5, section="Olahraga")
    stories = [near, late, after, other]
    assert TfIdf([source, *stories]).ranked(source, stories, 1) == [near.url]
    assert newest_of_section(source, stories, 9) == [late.url, near.url, after.url]


def test_an_evaluation_compares_within_a_newsroom_and_counts_what_it_leaves_out():
    stories = [
        told("s", "Tambang nikel di Raja Ampat ditutup pemerintah. Baca juga: Izin tambang dicabut"),
        told("izin", "Izin empat tambang nikel di Raja Ampat dicabut.", -5, headline="Izin tambang dicabut"),
        *(
            told(
                f"cabai-{number}",
                f"Harga cabai naik di pasar {number}, kata {number} pedagang {'ab'[number % 2]}{number}.",
                -number,
                section="Pasar",
            )
            for number in range(1, 30)
        ),
        told("lain", "Tambang nikel di Raja Ampat ditutup pemerintah.", domain="lain.id"),
    ]
    by_url = longest_of_each(stories)
    set_links = [Link(stories[0].url, stories[1].url)] * 2 + [
        Link(stories[0].url, "https://lain.id/lain"),
        Link(stories[0].url, "https://contoh.id/hilang"),
        Link(stories[2].url, stories[3].url),
    ]
    done = []
    evaluation = evaluate(by_url, set_links, progress=lambda: done.append(1))
    assert (evaluation.links, evaluation.left_out, len(done)) == (2, 2, 2)
    assert evaluation.as_dict() == {
        "recall@5": 1.0,
        "recall@10": 1.0,
        "ndcg@10": 1.0,
        "baselines": {
            "tf_idf": evaluation.baselines["tf_idf"].as_dict(),
            "newest_of_section": evaluation.baselines["newest_of_section"].as_dict(),
        },
        "links": 2,
        "sources": 2,
        "left_out": 2,
    }
    assert evaluate(by_url, set_links, without=["contoh.id"]).as_dict()["left_out"] == 4
