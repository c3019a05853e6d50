import stat
from concurrent.futures import ThreadPoolExecutor

from redaksi.lib import keys


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    first = keys.secret_key(tmp_path / "keys")
    assert keys.secret_key(tmp_path / "keys") == first
    assert len(first) >= keys.KEY_BYTES
    assert stat.S_IMODE((tmp_path / "keys" / "secret_key").stat().st_mode) == 0o600


def test_two_first_starts_at_once_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: keys.secret_key(tmp_path), range(16)))
    assert len(made) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_installations_never_share_a_key(tmp_path):
    assert keys.secret_key(tmp_path / "a") != keys.secret_key(tmp_path / "b")
