"""One process for one request: gunicorn's parent loads everything, and a child that ends with the answer does the rest.

What a person wrote is then gone from memory when they have read "it has arrived": the kernel has the child's memory. Gunicorn's own way
to the same end, ``max_requests=1``, starts workers with a pause between them. Medians of 80 on two cores that a dozen other jobs
shared, form and styles: an ordinary worker 61 and 1 ms, ``max_requests=1`` with eight workers 300 and 231, this 225 and 89; four at
once 310, 1449, 956. So everything goes one way, and a proxy in front may hand out the styles. Nothing is written: no access
log, no error log.
"""

import errno
import gc
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.util import import_app
from gunicorn.workers.sync import SyncWorker

AT_ONCE = 96  # requests that are answered at once; each costs some 10 MiB while it lasts
HEADERS = 15  # seconds in which a request must have said what it is
READING = 120  # seconds for one that brings nothing: scripts over a very bad line
BRINGING = 30  # seconds for one that brings something, and one more for each
SLOWEST = 1024  # bytes of that
LONGEST = 3600  # seconds, whatever it brings
EACH_MINUTE = 60
PATIENCE = 10  # seconds that children have when the server stops


class OneRequestWorker(SyncWorker):  # type: ignore[misc]  # gunicorn carries no types
    """Answers each connection in a child of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.children: set[int] = set()
        self.tended = time.monotonic()

    def accept(self, listener: Any) -> None:
        """Take a connection and leave it to a child; where too many are at work, let the others wait in the kernel's queue."""
        self._bury()
        if len(self.children) >= AT_ONCE:
            time.sleep(0.01)
            raise BlockingIOError(errno.EAGAIN, "all are at work")
        client, address = listener.accept()
        name = listener.getsockname()
        if child := os.fork():
            client.close()
            self.children.add(child)
            return
        self._answer(listener, name, client, address)

    def wait(self, timeout: float) -> Any:
        """Wait for a connection, and look now and then for children that have ended."""
        self._bury()
        return super().wait(min(timeout, 1.0))

    def run(self) -> None:
        """Take connections until told to stop; then let the children end."""
        super().run()
        until = time.monotonic() + PATIENCE
        while self.children and time.monotonic() < until:
            self._bury()
            time.sleep(0.05)
        for child in self.children:
            os.kill(child, signal.SIGKILL)

    def handle_request(self, listener: Any, req: Any, client: Any, addr: Any) -> None:
        """Answer, within a time that follows from what the request brings: nobody holds a place by sending a byte a minute."""
        brings = next((value for name, value in req.headers if name == "CONTENT-LENGTH"), "")
        length = int(brings) if brings.isdecimal() else 0
        signal.alarm(min(BRINGING + length // SLOWEST, LONGEST) if length else READING)
        super().handle_request(listener, req, client, addr)

    def _answer(self, listener: Any, name: Any, client: Any, address: Any) -> None:
        """Answer one request, in the child, and end."""
        try:
            for told in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1, signal.SIGALRM, signal.SIGABRT):
                signal.signal(told, signal.SIG_DFL)
            signal.alarm(HEADERS)
            listener.close()  # so that a port is free as soon as its server has gone
            client.settimeout(None)
            self.handle(_Named(name), client, address)
        finally:
            os._exit(0)

    def _bury(self) -> None:
        """Take note of children that have ended; once a minute let one tidy up."""
        if time.monotonic() - self.tended > EACH_MINUTE:
            self.tended = time.monotonic()
            if child := os.fork():
                self.children.add(child)
            else:
                try:
                    self.app.tend()
                finally:
                    os._exit(0)
        for child in list(self.children):
            if os.waitpid(child, os.WNOHANG)[0]:
                self.children.discard(child)


class _Named:
    """What is left of a closed listener: its name."""

    def __init__(self, name: Any) -> None:
        self.name = name

    def getsockname(self) -> Any:
        """Give the address that was listened on."""
        return self.name


class OneRequestServer(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Serves a WSGI application on an address, each request in a process of its own."""

    def __init__(
        self, application: str, *, host: str, port: int, folder: str, prepare: Callable[[Any], None], tend: Callable[[], None]
    ) -> None:
        self.application, self.prepare, self.tend = application, prepare, tend
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.folder = folder
        super().__init__()

    def load_config(self) -> None:
        """Set what we set; everything else is gunicorn's own."""
        for name, value in {
            "bind": self.address,
            "worker_class": OneRequestWorker,
            "workers": 1,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": PATIENCE + 2,
            "accesslog": None,
            "errorlog": os.devnull,
            "loglevel": "critical",
            "umask": 0o077,
            "worker_tmp_dir": self.folder,
            "proc_name": "intake",
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Load the application and let it be prepared, before anything is forked."""
        application = import_app(self.application)
        self.prepare(application)
        gc.collect()
        gc.freeze()  # what is here now is the same in every child, and need not be looked through there
        return application
