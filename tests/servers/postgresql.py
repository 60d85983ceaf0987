"""A throw-away PostgreSQL."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.servers.processes import Missing, StartFailed, free_port, start, stop, wait_until

FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
DATABASE = "omvarld"
INSTALLED = Path("/usr/lib/postgresql")


class PostgreSQL:
    """One server with a data folder of its own, from the first start until `folder` is removed."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.programs = programs()
        self.user = "postgres" if os.geteuid() == 0 else None
        self.port = free_port()
        self.password = secrets.token_urlsafe(24)
        self.settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(folder),
            "max_connections": "300",
            "shared_buffers": "256MB",
        }
        if not durable:
            self.settings |= FAST
        self._make_data_folder()

    def url(self, database: str = DATABASE) -> str:
        """The address of a database, as DATABASE_URL takes it."""
        return f"postgres://postgres:{self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers. Raises StartFailed."""
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        self.process = start(
            [str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options],
            log=self.log,
            user=self.user,
            last_signal=signal.SIGQUIT,
        )
        wait_until(self._answers, self.process, log=self.log)

    def kill(self) -> None:
        """End it as a power cut would: nothing is written any more. `start` recovers it."""
        stop(self.process, signal.SIGQUIT)

    @property
    def log(self) -> Path:
        """What the server prints."""
        return self.folder / "postgresql.log"

    def _make_data_folder(self) -> None:
        password = self.folder / "password"
        password.write_text(self.password)
        if self.user:
            owner = pwd.getpwnam(self.user)
            for path in (self.folder, password):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        made = subprocess.run(
            [
                *(self.programs / "initdb", "-D", self.folder / "data", "--no-sync"),
                *("--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres"),
                *("--auth=scram-sha-256", f"--pwfile={password}"),
            ],
            user=self.user,
            group=self.user,
            extra_groups=[] if self.user else None,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if made.returncode:
            raise StartFailed(f"initdb failed:\n{made.stdout}")

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url("postgres"), connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False


@contextmanager
def running(*, durable: bool = False) -> Iterator[PostgreSQL]:
    """A started server with an empty database, removed afterwards.

    It is fast and loses what it holds when the machine stops, unless `durable`: then it writes as
    a server in use does, for measurements and for tests that kill. Raises Missing, StartFailed.
    """
    programs()
    with tempfile.TemporaryDirectory(prefix="omvarld-postgresql-") as folder:
        server = PostgreSQL(Path(folder), durable=durable)
        try:
            server.start()
            with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
            yield server
        finally:
            server.kill()


def programs() -> Path:
    """The folder of `initdb` and `postgres`: Debian's newest, else the one in PATH.

    Raises Missing, also where the server would have to run as root, which it refuses.
    """
    versions = INSTALLED.glob("*/bin/initdb")
    newest = max(versions, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which("initdb")
    if found is None:
        raise Missing("PostgreSQL is not installed: `apt-get install postgresql`.")
    if os.geteuid() == 0 and "postgres" not in {account.pw_name for account in pwd.getpwall()}:
        raise Missing("PostgreSQL refuses to run as root and there is no user postgres.")
    return Path(found).resolve().parent
