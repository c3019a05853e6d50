"""Print the address of a PostgreSQL server where tests may make databases; exit 1 where none answers."""

import os
import sys

import psycopg

USUAL = [
    f"postgres://{user}@127.0.0.1:5432/postgres" for user in ("postgres:postgres", "postgres", "redaksi:redaksi", "redaksi")
]


def main() -> int:
    named = os.environ.get("DATABASE_URL_TEST")
    for url in [named] if named else USUAL:
        if may_make_databases(url):
            server = url.rpartition("/")[0]
            sys.stdout.write(f"{server}/redaksi_{os.getpid()}\n")  # two runs at once do not meet
            return 0
    return 1


def may_make_databases(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    except psycopg.Error as error:
        if os.environ.get("DATABASE_URL_TEST"):
            sys.stderr.write(f"redaksi: DATABASE_URL_TEST: {str(error).strip()}\n")
        return False
    return bool(row and row[0])


if __name__ == "__main__":
    sys.exit(main())
