MAKE = "from redaksi.wire.models import Feed; Feed.objects.create(name='Kantor Berita', url='http://127.0.0.1:1/rss')"


def test_feeds_are_listed_with_how_they_are(redaksi):
    assert redaksi("feeds").stdout == "No feed is set up. The desk's settings have a page for them.\n"
    redaksi("manage", "shell", "--no-imports", "-c", MAKE)
    assert redaksi("feeds").stdout == "Kantor Berita · http://127.0.0.1:1/rss · off\n"
    (row,) = redaksi.json("feeds")
    assert (row["name"], row["is_on"], row["looked_at"], row["trouble"]) == ("Kantor Berita", False, "", "")


def test_a_feed_is_asked_now_and_its_trouble_is_one_line(redaksi):
    assert (
        redaksi("feeds", "look", "Tidak ada").stderr == "redaksi: There is no feed “Tidak ada”; `redaksi feeds` lists them.\n"
    )
    redaksi("manage", "shell", "--no-imports", "-c", MAKE)
    looked = redaksi("feeds", "look", "Kantor Berita")
    assert (looked.returncode, looked.stderr) == (1, "redaksi: Kantor Berita: 127.0.0.1 bukan tempat umum di internet\n")
