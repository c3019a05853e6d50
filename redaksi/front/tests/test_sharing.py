from urllib.parse import parse_qs, urlsplit

from redaksi.front.sharing import links_for

HEADLINE = 'Harga beras & cabai: 100% naik? "Ya" #pasar +5'
ADDRESS = "https://koran.test/2026/01/beras-1/?a=1&b=2"


def test_headline_and_address_arrive_as_they_are_in_every_link():
    links = {link.name: parse_qs(urlsplit(link.url).query) for link in links_for(HEADLINE, ADDRESS)}
    assert links == {
        "WhatsApp": {"text": [f"{HEADLINE}\n{ADDRESS}"]},
        "X": {"text": [HEADLINE], "url": [ADDRESS]},
        "Facebook": {"u": [ADDRESS]},
        "Telegram": {"url": [ADDRESS], "text": [HEADLINE]},
        "Line": {"url": [ADDRESS]},
        "Surel": {"subject": [HEADLINE], "body": [f"{HEADLINE}\n{ADDRESS}"]},
    }
