"""Breaking news to browsers: sealed and signed as the standards say, once to each, and never to a private place."""

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from redaksi.audience.breaking import asking, envelope, posting, sending
from redaksi.audience.models import Push, PushReader, PushSending, SendingState
from redaksi.lib.keys import push_key
from redaksi.stories.models import Story
from redaksi.stories.tests.builders import make_section, make_story

# RFC 8291, appendix A.
P256DH = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
OWN = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6"
    "cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


@pytest.fixture
def service(settings):
    """A push service on this machine; `answers` and `waits` (Retry-After) by path, and what it was `told`."""

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.told.append((self.path, dict(self.headers), body))
            self.send_response(server.answers.get(self.path, 201))
            if self.path in server.waits:
                self.send_header("Retry-After", server.waits[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_told):
            pass

    settings.FETCH_ALLOWED_HOSTS = ["127.0.0.1"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.answers, server.waits, server.told = {}, {}, []
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def ask(service, name="laras", language="id"):
    return asking.ask(f"http://127.0.0.1:{service.server_port}/{name}", P256DH, AUTH, "Saya mau.", language)


@pytest.fixture
def story(paper):
    return make_story(make_section("Dunia"), "Gempa di Palu", dek="Kekuatan 7,4.")


def test_a_message_is_sealed_as_the_standard_shows_it():
    own = ec.derive_private_key(int.from_bytes(envelope.unpacked(OWN)), ec.SECP256R1())
    plain = b"When I grow up, I want to be a watermelon"
    assert envelope.packed(envelope.seal(plain, P256DH, AUTH, own, envelope.unpacked(SALT))) == SEALED


def test_the_paper_signs_for_one_push_service_and_half_a_day(tmp_path):
    key = push_key(tmp_path / "keys")
    assert (push_key(tmp_path / "keys"), (tmp_path / "keys" / "push_key").stat().st_mode & 0o777) == (key, 0o600)
    header = envelope.signature(key, "https://push.example", "mailto:redaksi@koran.example")
    token, public = header.removeprefix("vapid t=").split(", k=")
    signed, _dot, signature = token.rpartition(".")
    told = json.loads(envelope.unpacked(signed.split(".")[1]))
    assert (told["aud"], told["sub"]) == ("https://push.example", "mailto:redaksi@koran.example")
    raw = envelope.unpacked(signature)
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    paper = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), envelope.unpacked(public))
    paper.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    with pytest.raises(InvalidSignature):
        paper.verify(der, b"x" + signed.encode(), ec.ECDSA(hashes.SHA256()))


def test_a_story_goes_to_each_browser_once_whoever_presses_again(story, service):
    ask(service, "laras")
    ask(service, "laras")
    ask(service, "made", "en")
    assert [sending.tell(story), sending.tell(story)] == [True, False]
    assert [sending.send_due(), sending.send_due()] == [2, 0]
    assert sorted(path for path, _headers, _body in service.told) == ["/laras", "/made"]
    [headers] = {(each["Content-Encoding"], each["TTL"], each["Urgency"]) for _path, each, _body in service.told}
    assert headers == ("aes128gcm", "14400", "high")


def opened(sealed, own, secret):
    """As a browser opens it (RFC 8291, 3.4; RFC 8188, 2)."""
    salt, size, theirs = sealed[:16], sealed[20], sealed[21 : 21 + sealed[20]]
    paper = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    ours = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def derived(key, salt, info, length):
        return HKDF(hashes.SHA256(), length, salt, info).derive(key)

    shared = derived(own.exchange(ec.ECDH(), paper), secret, b"WebPush: info\0" + ours + theirs, 32)
    key = derived(shared, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = derived(shared, salt, b"Content-Encoding: nonce\0", 12)
    return AESGCM(key).decrypt(nonce, sealed[21 + size :], None).rstrip(b"\0").removesuffix(b"\2")


def test_the_push_service_gets_what_the_browser_alone_can_open_signed_for_that_service(story, service):
    own, secret = ec.generate_private_key(ec.SECP256R1()), b"0123456789abcdef"
    public = envelope.packed(own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    origin = f"http://127.0.0.1:{service.server_port}"
    asking.ask(f"{origin}/laras", public, envelope.packed(secret), "Saya mau.", "id")
    sending.tell(story)
    assert sending.send_due() == 1
    [(_path, headers, body)] = service.told
    assert json.loads(opened(body, own, secret))["title"] == "Kabar terkini: Gempa di Palu"
    signed, _dot, signature = headers["Authorization"].removeprefix("vapid t=").partition(", k=")[0].rpartition(".")
    raw = envelope.unpacked(signature)
    paper = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), envelope.unpacked(headers["Authorization"].partition(", k=")[2])
    )
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    paper.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    told = json.loads(envelope.unpacked(signed.split(".")[1]))
    assert (told["aud"], 0 < told["exp"] - timezone.now().timestamp() <= 24 * 60 * 60) == (origin, True)


def test_a_service_that_asks_to_wait_is_asked_once_more_after_that(story, service):
    service.answers["/laras"] = 429
    ask(service)
    sending.tell(story)
    assert [sending.send_due(), sending.send_due(), len(service.told)] == [0, 0, 1]
    service.answers["/laras"] = 201
    PushSending.objects.update(due_at=timezone.now())
    assert [sending.send_due(), sending.send_due(), len(service.told)] == [1, 0, 2]


def in_minutes(minutes):
    return format_datetime(timezone.now() + timedelta(minutes=minutes), usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        ("1800", 30),
        (lambda: in_minutes(30), 30),
        ("1", 2),  # our own patience is longer
        (lambda: in_minutes(-30), 2),
        ("99999999", 240),  # no longer than it is news
        (lambda: in_minutes(60 * 24 * 365), 240),
        ("9" * 400, 2),
        ("-5", 2),
        ("nanti", 2),
        ("Mon, 99 Foo 2026 25:61:00 GMT", 2),
        ("", 2),
    ],
)
def test_how_long_a_service_asks_to_wait_is_how_long_we_wait_within_bounds(story, service, status, told, minutes):
    service.answers["/laras"], service.waits["/laras"] = status, told() if callable(told) else told
    ask(service)
    sending.tell(story)
    sending.send_due()
    waits = PushSending.objects.get().due_at - timezone.now()
    assert round(waits / timedelta(minutes=1)) == minutes


def test_a_date_without_a_zone_is_read_as_the_standard_means_it():
    written = format_datetime(datetime.now(UTC) + timedelta(minutes=30)).replace("+0000", "-0000")
    assert round(posting.seconds_to_wait(written) / 60) == 30


@pytest.mark.parametrize(
    ("language", "title"), [("id", "Kabar terkini: Gempa di Palu"), ("en", "Breaking news: Gempa di Palu")]
)
def test_the_message_is_in_the_readers_language(story, language, title):
    told = json.loads(sending.message_of(story, language))
    assert told == {"title": title, "text": "Kekuatan 7,4.", "url": story.get_absolute_url(), "lang": language}


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_has_gone_is_forgotten(story, service, status):
    service.answers["/laras"] = status
    ask(service)
    sending.tell(story)
    assert sending.send_due() == 0
    assert (PushReader.objects.count(), PushSending.objects.count()) == (0, 0)


def test_a_busy_service_is_asked_again_later_and_given_up_in_the_end(story, service):
    service.answers["/laras"] = 503
    ask(service)
    sending.tell(story)
    for _time in range(sending.TRIES + 1):
        sending.send_due()
        PushSending.objects.update(due_at=timezone.now())
    assert (len(service.told), PushSending.objects.get().state) == (sending.TRIES, SendingState.FAILED)


def test_what_was_under_way_when_the_worker_was_killed_is_not_sent_twice(story, service):
    ask(service)
    sending.tell(story)
    sending.address_all()
    PushSending.objects.update(state=SendingState.UNDER_WAY)
    assert (sending.send_due(), service.told) == (0, [])


def test_what_readers_may_no_longer_see_or_is_old_stays_here(story, service):
    ask(service)
    other = make_story(story.section, "Banjir surut")
    for each in (story, other):
        sending.tell(each)
    Story.objects.filter(pk=story.pk).update(is_public=False)
    Push.objects.filter(story=other).update(asked_at=timezone.now() - timedelta(hours=5))
    assert (sending.send_due(), service.told) == (0, [])
    assert set(PushSending.objects.values_list("state", flat=True)) == {SendingState.FAILED}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example/a",
        "https://a:b@push.example/",
        "ftp://push.example/",
        "https://",
        "https://[",
        "https://x/\n",
        "",
        "x" * 2_000,
    ],
)
def test_only_plain_https_endpoints_are_taken(db, endpoint):
    with pytest.raises(envelope.Unusable):
        asking.ask(endpoint, P256DH, AUTH, "Saya mau.", "id")


@pytest.mark.parametrize(
    ("p256dh", "auth"), [("", AUTH), (P256DH, ""), ("é", AUTH), (P256DH[:-2], AUTH), (None, AUTH), ("A" * 99, "B" * 99)]
)
def test_keys_that_are_none_are_refused(db, p256dh, auth):
    with pytest.raises(envelope.Unusable):
        asking.ask("https://push.example/a", p256dh, auth, "Saya mau.", "id")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]"])
def test_nothing_is_posted_to_a_private_place(host):
    with pytest.raises(envelope.Unusable):
        posting.post(f"https://{host}/a", b"", {})


def test_all_that_is_kept_is_handed_out_and_erased(story, service):
    reader = ask(service)
    sending.tell(story)
    sending.send_due()
    told = asking.all_about(reader.endpoint)
    assert told | {"asked_at": ""} == {
        "endpoint": reader.endpoint,
        "p256dh": P256DH,
        "auth": AUTH,
        "language": "id",
        "consent": "Saya mau.",
        "asked_at": "",
        "sent": [{"story": "Gempa di Palu", "state": "sent"}],
    }
    asking.give_up(reader.endpoint)
    assert (asking.all_about(reader.endpoint), PushSending.objects.count()) == ({}, 0)
