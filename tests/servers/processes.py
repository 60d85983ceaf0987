"""A server as a process of its own, which never outlives the one that started it."""

import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

LISTENED_ON = range(20_000, 32_000)


class Missing(Exception):
    """A part that this machine lacks; the message is a sentence that says what to install."""


class StartFailed(Exception):
    """A server that is installed and did not come up; the message holds the end of its log."""


def free_port() -> int:
    """A TCP port of the loopback address that nobody listens on.

    It is below those that the system gives to whoever connects: nobody gets it by chance before
    the server is there, as a node of a cluster did that looked for the others.
    """
    while True:
        port = secrets.choice(LISTENED_ON)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def start(
    command: Sequence[str],
    *,
    log: Path,
    user: str | None = None,
    last_signal: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start `command` as `user`, its output appended to `log`; a killed parent takes it along.

    The process returned is the server itself, so that its number can be killed. It has a session
    of its own: Ctrl-C in the terminal ends the tests first and the servers after them. It is to
    be started from a thread that lives as long as the server is wanted.
    """
    if (setpriv := shutil.which("setpriv")) is not None:
        by = ["--reuid", user, "--regid", user, "--init-groups"] if user else []
        command = [setpriv, *by, "--pdeathsig", last_signal.name[3:], "--", *command]
        user = None
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd=log.parent,
        )


def wait_until(
    ready: Callable[[], bool], process: subprocess.Popen[bytes], *, log: Path, seconds: float = 120
) -> None:
    """Return when `ready()`. Raises StartFailed when the process ends before, or it takes long."""
    give_up = time.monotonic() + seconds
    while not ready():
        if process.poll() is not None or time.monotonic() > give_up:
            how = "ended" if process.poll() is not None else f"was not ready in {seconds:.0f} s"
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-40:])
            command: Any = process.args
            raise StartFailed(f"{command[0]} {how}. The end of its log:\n{tail}")
        time.sleep(0.05)


def stop(process: subprocess.Popen[Any], with_signal: signal.Signals = signal.SIGKILL) -> None:
    """Send the signal and wait until the process is gone."""
    process.send_signal(with_signal)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
