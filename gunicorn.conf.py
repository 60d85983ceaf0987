"""How gunicorn serves the site: `gunicorn` in this folder needs no flags, and takes them.

What differs between machines comes from the environment or `.env`: BIND, WEB_CONCURRENCY (workers)
and WEB_THREADS (in each). docs/operations.md says what they are for.
"""

import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import environ
from gunicorn.systemd import sd_notify

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "site"))
env = environ.Env()
environ.Env.read_env(ROOT / ".env")

wsgi_app = "config.wsgi"
pythonpath = str(ROOT / "site")
bind = env("BIND", default="127.0.0.1:8000")
workers = env.int("WEB_CONCURRENCY", default=2)
threads = env.int("WEB_THREADS", default=4)
worker_class = "config.web_worker.PatientWorker"

# Word lists take a second and 150 MB to load: once, before the workers are made, who share them.
preload_app = True
# A worker gives back what memory it has gathered; not all of them at the same time.
max_requests, max_requests_jitter = 20_000, 2_000

timeout = 60  # seconds in which a worker must show that it lives, not how long a request may take
graceful_timeout = 30  # seconds for what has begun when a worker is told to stop
keepalive = 5  # seconds; a proxy that keeps connections closes them before
worker_connections = 1000  # of one worker, nearly all of them waiting and without a thread
limit_request_line, limit_request_fields, limit_request_field_size = 4094, 60, 8190
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a sign of life
control_socket_disable = True

# Each request is a line of the site's own where LOG_REQUESTS says so, without what was typed.
accesslog = None
logger_class = "core.operation.watching.server_lines.JsonLogger"

# The workers' counts, together, in a folder of this process's own that is there before the site is.
# Read again it is the same; one that is started beside this (USR2) has its own.
COUNTS, OWN = "PROMETHEUS_MULTIPROC_DIR", f"omvarld-metrics-{os.getpid()}-"
if env("METRICS_TOKEN", default="") and OWN not in env(COUNTS, default=""):
    os.environ[COUNTS] = tempfile.mkdtemp(prefix=OWN)


def when_ready(server: Any) -> None:
    """Let the one go that this was started beside (USR2); systemd watches this one from now on."""
    sd_notify(f"MAINPID={server.pid}", server.log)
    if server.master_pid == os.getppid():
        with suppress(ProcessLookupError):
            os.kill(server.master_pid, signal.SIGTERM)


def pre_fork(_server: Any, _worker: Any) -> None:
    """No worker gets a connection that another one has, too."""
    from django.db import connections  # once the site is loaded

    connections.close_all()


def on_exit(_server: Any) -> None:
    """The counts end with what counted."""
    folder = os.environ.get(COUNTS, "")
    if OWN in folder:
        shutil.rmtree(folder, ignore_errors=True)
