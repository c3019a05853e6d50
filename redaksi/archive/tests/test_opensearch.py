"""The requests that the OpenSearch engine sends, and what it makes of the answers. No server is asked."""

import base64
import json
import pickle

import pytest
from opensearchpy import Connection
from opensearchpy.exceptions import ConnectionError as NotReached

from redaksi.archive.engines import Health, Unavailable
from redaksi.archive.engines.opensearch.engine import OpenSearchEngine
from redaksi.archive.engines.opensearch.mapping import MAPPING
from redaksi.archive.engines.opensearch.server import Server
from redaksi.archive.entry import Entry, State
from redaksi.archive.profile import Profile
from redaksi.archive.wanted import Desk, Filed, Readers, Wanted, Word

INDEX = "redaksi-v2-0123abcd"
PROFILE = Profile({"beras": 2})
ENTRY = Entry(
    id=7,
    stamp=99,
    state=State.PUBLIC,
    title="harga beras",
    text="harga beras naik",
    surface="harga beras ¶ naik",
    near="beras beras",
    profile=PROFILE.packed(),
    language="id",
    moment=1000,
    year=2025,
    embargoed_until=None,
    section=3,
    storyline=None,
    owner=None,
    topics=(4, 5),
    contributors=(6,),
)


class Recorder(Connection):
    """Keeps what is sent; answers with what was laid ready for that path, or with nothing found."""

    sent: list = []
    answers: dict = {}

    def perform_request(self, method, url, params=None, body=None, timeout=None, ignore=(), headers=None):
        text = body.decode() if isinstance(body, bytes) else body or ""
        self.sent.append((method, url, params or {}, [json.loads(line) for line in text.splitlines()]))
        answer = self.answers.get((method, url), (200, {}))
        status, content = answer.pop(0) if isinstance(answer, list) else answer
        if isinstance(content, Exception):
            raise content
        if status >= 300:
            self._raise_error(status, json.dumps(content), "application/json")
        return status, {"content-type": "application/json"}, json.dumps(content)


@pytest.fixture
def recorder():
    Recorder.sent, Recorder.answers = [], {("GET", "/_alias/redaksi"): (200, {INDEX: {}})}
    return Recorder


@pytest.fixture
def engine(recorder):
    return OpenSearchEngine(Server("http://127.0.0.1:9200", connection_class=recorder))


def hits(*found, total=None):
    return {"hits": {"total": {"value": len(found) if total is None else total}, "hits": list(found)}}


def hit(key):
    return {"_id": str(key), "_source": {"profile": base64.b64encode(PROFILE.packed()).decode()}}


def asked(recorder):
    ((method, url, _params, (body,)),) = recorder.sent
    assert (method, url) == ("POST", "/redaksi/_search")
    return body


def test_readers_are_answered_with_published_stories_only(engine, recorder):
    recorder.answers["POST", "/redaksi/_search"] = (200, hits(hit(7), total=41))
    wanted = Wanted(
        Readers(500),
        words=(Word("beras"), Word("", ("naik", "nail"))),
        phrases=(("pasar", "induk"),),
        without=(Word("impor"), ("beras", "ketan")),
        filed=(Filed("section", frozenset([3, 2])), Filed("topic", frozenset([9]), is_not=True)),
        since=10,
        until=20,
        now=100_000_000_000,
        start=20,
        limit=20,
    )
    found = engine.find(wanted)
    assert (found.ids, found.total) == ([7], 41)
    body = asked(recorder)
    assert {name: body[name] for name in body if name != "query"} == {
        "from": 20,
        "size": 20,
        "_source": False,
        "track_total_hits": True,
    }
    query = body["query"]["bool"]
    assert query["must"] == [
        {"term": {"text": {"value": "beras", "boost": 1.0}}},
        {
            "bool": {
                "should": [
                    {"term": {"surface": {"value": "naik", "boost": 1.0}}},
                    {"term": {"surface": {"value": "nail", "boost": 1.0}}},
                ]
            }
        },
        {"match_phrase": {"surface": "pasar induk"}},
    ]
    assert query["filter"] == [{"terms": {"section": [2, 3]}}, {"range": {"moment": {"gte": 10, "lt": 20}}}]
    assert query["must_not"] == [
        {"term": {"text": {"value": "impor", "boost": 1.0}}},
        {"match_phrase": {"surface": "beras ketan"}},
        {"terms": {"topic": [9]}},
        {"terms": {"state": [2, 3]}},
        {"range": {"embargo": {"gt": 500}}},
    ]
    assert query["should"][0] == {"term": {"title": {"value": "beras", "boost": 2.0}}}
    assert [each["constant_score"]["boost"] for each in query["should"][1:]] == [1.0, 1.0, 1.0]


def test_newest_first_is_sorted_and_not_scored(engine, recorder):
    recorder.answers["POST", "/redaksi/_search"] = (200, hits())
    engine.find(Wanted(Readers(0), words=(Word("beras"),), newest_first=True))
    body = asked(recorder)
    assert body["sort"] == [{"moment": "desc"}, {"id": "desc"}]
    assert "should" not in body["query"]["bool"]


def test_the_desk_sees_what_it_may(engine, recorder):
    recorder.answers["POST", "/redaksi/_search"] = (200, hits())
    engine.find(Wanted(Desk(frozenset([3]), owner=1, contributor=2), newest_first=True))
    (seen,) = asked(recorder)["query"]["bool"]["filter"]
    allowed = [{"term": {"state": 1}}, {"term": {"owner": 1}}, {"terms": {"section": [3]}}, {"term": {"contributor": 2}}]
    assert seen == {"bool": {"should": allowed}}


def test_counts_words_and_statistics_are_one_request_each(engine, recorder):
    bucket = {"buckets": [{"key": 3, "doc_count": 8}]}
    empty = {"buckets": []}
    words = {"words": {"buckets": {"0": {"doc_count": 5}, "1": {"doc_count": 0}}}}
    recorder.answers["POST", "/redaksi/_search"] = [
        (200, {"aggregations": {"section": bucket, "year": empty, "contributor": empty}}),
        (200, {"aggregations": words}),
        (200, {"aggregations": words}),
        (200, hits(total=12)),
    ]
    assert engine.counts(Wanted(Readers(0), words=(Word("beras"),))).sections == {3: 8}
    assert engine.stories_with(["beras", "berras"]) == [5, 0]
    assert recorder.sent[1][3][0]["aggs"]["words"]["filters"]["filters"]["1"] == {"term": {"surface": "berras"}}
    statistics = engine.statistics(["beras", "harga"])
    assert (statistics.stories, statistics.stories_near("beras"), statistics.stories_near("harga")) == (12, 5, 0)
    assert len(recorder.sent) == 4


def test_candidates_come_with_their_profiles(engine, recorder):
    recorder.answers["POST", "/redaksi/_search"] = (200, hits(hit(7), hit(8)))
    found = engine.candidates([("beras", 2.5)], Wanted(Readers(0), limit=40))
    assert [(each.id, Profile.unpacked(each.profile)) for each in found] == [(7, PROFILE), (8, PROFILE)]
    body = asked(recorder)
    assert body["size"] == 40
    assert body["query"]["bool"]["must"] == [{"bool": {"should": [{"term": {"near": {"value": "beras", "boost": 2.5}}}]}}]
    recorder.sent.clear()
    assert engine.profiles([7, 8]) == {7: PROFILE, 8: PROFILE}
    assert asked(recorder)["query"] == {"ids": {"values": ["7", "8"]}}


def test_what_is_written_is_found_at_once_and_what_is_gone_already_is_no_error(engine, recorder):
    recorder.answers["POST", "/_bulk"] = (
        200,
        {"errors": True, "items": [{"index": {"_id": "7", "status": 201}}, {"delete": {"_id": "8", "status": 404}}]},
    )
    writer = engine.writer()
    writer.put([ENTRY])
    writer.drop([8])
    writer.commit()
    method, url, params, lines = recorder.sent[-1]
    assert (method, url, params["refresh"]) == ("POST", "/_bulk", b"true")
    assert lines[0] == {"index": {"_id": "7", "_index": INDEX}}
    assert lines[1].keys() <= MAPPING["mappings"]["properties"].keys()
    assert (lines[1]["text"], lines[1]["topic"], lines[1]["moment"]) == ("harga beras naik", [4, 5], 1000)
    assert lines[2] == {"delete": {"_id": "8", "_index": INDEX}}


def test_an_entry_that_is_refused_is_told(engine, recorder):
    refused = {"index": {"_id": "7", "status": 400, "error": {"type": "mapper_parsing_exception"}}}
    recorder.answers["POST", "/_bulk"] = (200, {"errors": True, "items": [refused]})
    writer = engine.writer()
    writer.put([ENTRY])
    with pytest.raises(Unavailable, match="mapper_parsing_exception"):
        writer.commit()


def test_a_new_index_takes_the_others_place_in_one_request(engine, recorder):
    recorder.answers["POST", "/_bulk"] = (200, {"errors": False, "items": [{"index": {"_id": "7", "status": 201}}]})
    with engine.rebuilding() as growing, growing.part() as writer:
        writer.put([ENTRY])
    requests = [(method, url) for method, url, _params, _body in recorder.sent]
    created = requests[0][1]
    assert created.startswith("/redaksi-v2-")
    assert requests == [
        ("PUT", created),
        ("POST", "/_bulk"),
        ("GET", "/_alias/redaksi"),
        ("POST", f"{created}/_refresh"),
        ("POST", "/_aliases"),
        ("DELETE", f"/{INDEX}"),
    ]
    assert recorder.sent[0][3] == [MAPPING]
    assert recorder.sent[4][3][0]["actions"] == [
        {"remove": {"index": INDEX, "alias": "redaksi"}},
        {"add": {"index": created.strip("/"), "alias": "redaksi"}},
    ]


def test_a_rebuild_that_fails_leaves_the_old_one(engine, recorder):
    with pytest.raises(ZeroDivisionError), engine.rebuilding():
        _ = 1 / 0
    assert [(method, url.startswith("/redaksi-v2-")) for method, url, *_rest in recorder.sent] == [
        ("PUT", True),
        ("DELETE", True),
    ]


def test_another_process_writes_its_part_to_the_same_server():
    theirs = pickle.loads(pickle.dumps(Server("http://127.0.0.1:9200/harian")))  # noqa: S301 -- our own
    assert (theirs.alias, theirs._address) == ("harian", "http://127.0.0.1:9200/harian")


def test_stamps_are_paged_through_in_the_order_of_the_keys(engine, recorder, monkeypatch):
    monkeypatch.setattr("redaksi.archive.engines.opensearch.engine.STAMPS_AT_ONCE", 2)
    pages = [[(1, 11), (2, 12)], [(5, 15)]]
    recorder.answers["POST", "/redaksi/_search"] = [
        (200, {"hits": {"hits": [{"_id": str(key), "fields": {"stamp": [stamp]}} for key, stamp in page]}}) for page in pages
    ]
    assert list(engine.stamps()) == [(1, 11), (2, 12), (5, 15)]
    assert [body["search_after"] for _method, _url, _params, (body,) in recorder.sent] == [[0], [2]]
    assert recorder.sent[0][3][0]["sort"] == ["id"]


def test_an_index_of_another_version_is_missing_and_a_silent_server_unreachable(engine, recorder):
    assert engine.health() is Health.WELL
    recorder.answers["GET", "/_alias/redaksi"] = (200, {"redaksi-v0-0123abcd": {}})
    assert engine.health() is Health.MISSING
    recorder.answers["GET", "/_alias/redaksi"] = (404, {"error": "alias missing"})
    assert engine.health() is Health.MISSING
    recorder.answers["GET", "/_alias/redaksi"] = (0, NotReached("N/A", "refused", Exception()))
    assert engine.health() is Health.UNREACHABLE
    recorder.answers["POST", "/redaksi/_search"] = (404, {"error": "index_not_found_exception"})
    with pytest.raises(Unavailable) as trouble:
        engine.find(Wanted(Readers(0)))
    assert trouble.value.health is Health.MISSING


def test_a_path_in_the_address_names_the_index():
    assert Server("https://desk:rahasia@cari.example:9200/harian/").alias == "harian"
    assert Server("http://127.0.0.1:9200").alias == "redaksi"
