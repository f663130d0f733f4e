"""Scratch databases for a benchmark: a SQLite file, and a PostgreSQL server of its own if one is installed.

Each measurement runs in a process of its own with the environment that is given here, because Django is
bound to one database from its start.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORGOTTEN = ("DATABASE_URL", "DATA_DIR", "DEBUG", "DEMO_DATE", "SECRET_KEY", "ALLOWED_HOSTS")
NOT_INSTALLED = "PostgreSQL: left out, no server is installed (apt-get install postgresql)."


@contextmanager
def scratch_databases():
    """Yields {name of the database: function that gives the environment of a new, empty one}."""
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(143))  # so that the server goes, too
    with tempfile.TemporaryDirectory(prefix="swprogram-") as folder:
        servers = {"SQLite": lambda name: {}}
        with _postgresql(Path(folder)) as socket:
            if socket:
                servers["PostgreSQL"] = lambda name: _create_database(socket, name)
            yield {
                engine: lambda name, make=make, engine=engine: _environment(Path(folder), engine, name, make)
                for engine, make in servers.items()
            }


def measure(module, environment, *arguments):
    """Run `python -m module arguments` there and return what it prints as JSON in its last line."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def helper(module, environment, *arguments):
    """A running `python -m module arguments`: yields ask(line), which returns its answer as JSON."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def ask(line):
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield ask


def start_django():
    """In the process that measures: an empty database with all tables."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "swprogram.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)


def tell_planner():
    """What the server does by itself within minutes: statistics of the new rows."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")


def _environment(folder, engine, name, make):
    kept = {key: value for key, value in os.environ.items() if key not in FORGOTTEN}
    data = folder / f"{engine}-{name}"
    return kept | {"DATA_DIR": str(data)} | make(name)


@contextmanager
def _postgresql(folder):
    """A server on a Unix socket in the folder; yields the socket's folder, or None without a server."""
    programs = _find_programs()
    if programs is None:
        print(NOT_INSTALLED)
        yield None
        return
    home = folder / "postgresql"
    home.mkdir()
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    _as_postgres(programs / "initdb", "-D", home / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8",
                 "--locale=C.UTF-8", "-N")  # fmt: skip
    options = f"-c listen_addresses='' -c unix_socket_directories='{home}'"
    _as_postgres(
        programs / "pg_ctl", "-D", home / "data", "-l", home / "log", "-o", options, "-w", "-s", "start"
    )
    try:
        yield home
    finally:
        _as_postgres(programs / "pg_ctl", "-D", home / "data", "-m", "immediate", "-s", "stop")


def _find_programs():
    """The folder of the newest server; Debian keeps it out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    in_path = shutil.which("initdb")
    return Path(in_path).parent if in_path else None


def _as_postgres(*command):
    """PostgreSQL refuses to run as root."""
    command = list(map(str, command))
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL)


def _create_database(socket, name):
    import psycopg2

    server = psycopg2.connect(host=str(socket), user="postgres", dbname="postgres")
    server.autocommit = True
    server.cursor().execute(f'CREATE DATABASE "{name}"')
    server.close()
    return {"DATABASE_URL": f"postgres://postgres@/{name}?host={socket}"}
