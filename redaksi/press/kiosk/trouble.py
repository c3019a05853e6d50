"""What readers and editors are told when nothing better can be said: in both languages, for no catalogue is needed here."""

from redaksi.press.kiosk.hot import Headers

WORDS = {
    400: ("Permintaan ini tidak dapat dibaca.", "This request cannot be read."),
    413: ("Berkas ini terlalu besar.", "This file is too large."),
    503: (
        "Halaman ini sedang tidak dapat dibuat; yang sudah pernah terbit tetap dapat dibaca. Coba lagi sebentar lagi. "
        "Redaktur: ruang redaksi atau basis data sedang tidak menjawab; yang sudah disimpan aman.",
        "This page cannot be made at the moment; what was printed before can still be read. Please try again shortly. "
        "Editors: the newsroom or its database does not answer now; what you saved is safe.",
    ),
}
RETRY_AFTER_SECONDS = 5
LAST_WORDS = (400, 413)  # what else comes on this line is not worth reading
PAGE = (
    '<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>{status}</title><h1>{status}</h1><p>{ours}</p><p lang="en">{english}</p></html>\n'
)


def answer(status: int) -> tuple[int, Headers, bytes]:
    ours, english = WORDS[status]
    text = PAGE.format(status=status, ours=ours, english=english).encode()
    headers = [
        ("content-type", "text/html; charset=utf-8"),
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'"),
        ("x-content-type-options", "nosniff"),
        ("content-length", str(len(text))),
    ]
    if status == 503:
        headers.append(("retry-after", str(RETRY_AFTER_SECONDS)))
    if status in LAST_WORDS:
        headers.append(("connection", "close"))
    return status, headers, text
