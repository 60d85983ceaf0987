"""Gunicorn's worker with threads, in which a slow visitor costs no thread.

The library's own hands a connection to a thread as soon as it is there: a thread waits for the rest
of a line that comes letter by letter, and as many such visitors as there are threads stop the site.
Here the one loop that watches all sockets keeps a connection until the head of its request has come
whole, or gives it up. What follows, a body or the answer, may take SILENCE between two pieces.
"""

import socket
import struct
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS = 10  # for the whole head of a request
HEAD_BYTES = 32 * 1024  # what is longer is read in a thread, which refuses it
SILENCE = 10  # seconds
END = b"\r\n\r\n"


class PatientWorker(ThreadWorker):
    """A thread is for a request whose head is there. Linux tells when more of it has come."""

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, and let it wait for its request without a thread."""
        if self.cfg.is_ssl or listener.family == socket.AF_UNIX:
            super().accept(listener)  # neither says how much of a request is there
            return
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            client.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", SILENCE, 0))
        self._wait_for_head(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """A connection that was kept has begun another request."""
        if self.cfg.is_ssl or client.family == socket.AF_UNIX:
            super().on_client_socket_readable(conn, client)
            return
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for_head(conn)

    def on_pending_socket_readable(self, conn: Any, client: socket.socket) -> None:
        """Something has come: hand it to a thread if that is the whole head, or the end."""
        try:
            head = client.recv(HEAD_BYTES, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            head = b""  # the thread sees what is wrong with it
        ended = len(head) < conn.wanted  # told although no more has come: there will be no more
        whole = ended or END in head or len(head) >= HEAD_BYTES
        # Not to be told again of what is there already: of one byte more.
        conn.wanted = 1 if whole else len(head) + 1
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, conn.wanted)
        if whole:
            super().on_pending_socket_readable(conn, client)

    def _wait_for_head(self, conn: Any) -> None:
        """Watch the connection until then; `murder_pending` closes those whose time is over."""
        conn.wanted = 1
        conn.timeout = time.monotonic() + HEAD_SECONDS
        self.pending_conns.append(conn)
        seen = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, EVENT_READ, seen)
        seen(conn.sock)  # mostly it is there already
