"""What `make run` starts: it says what it does, and the second time there is nothing to do."""

from pathlib import Path

import pytest
import requests

from tests.parts import ROOT
from tests.servers.processes import stop, wait_until
from tests.soak.sites import LIMIT, Site, Web

pytestmark = pytest.mark.soak


class DemoServer(Web):
    """The site as `make run` serves it, in a folder of its own."""

    def _server(self) -> list[str]:
        return [str(ROOT / "manage.py"), "run_demo", str(self.port)]

    def wait(self) -> None:
        """As of every site, with the time that a first start takes."""
        assert self.process
        wait_until(self._answers, self.process, log=self.site.log, seconds=LIMIT)


def test_it_says_what_it_does_and_does_it_once(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'demo.sqlite3'}"
    said = []
    for _time in ("first", "second"):
        server = DemoServer(Site(tmp_path, database, settings="config.settings.dev"))
        server.site.log.unlink(missing_ok=True)
        server.start()
        try:
            server.wait()
            assert server.process
            children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
            assert children.read_text() == ""
            for path in ("/sv/", "/en/calls/"):
                assert requests.get(server.address + path, timeout=60).status_code == 200
            admin = requests.get(f"{server.address}/admin/", timeout=60)
            assert "/sv/konto/" in admin.url
        finally:
            if server.process:
                stop(server.process)
        said.append(server.site.log.read_text())
    first, second = said
    for step in ("1 av 3", "2 av 3", "3 av 3", "Demokonton: admin", "Applying core.0001_initial"):
        assert step in first
    assert "av 3" not in second
    assert "Demokonton: admin" in second
