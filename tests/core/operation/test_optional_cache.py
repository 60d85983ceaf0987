"""A cache that fails makes pages slower; it shows nothing it should not, and says so in a line."""

import errno
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.cache.backends.filebased import FileBasedCache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from config.caches import optional
from core.access.visibility import Visibility
from core.models import SectionVisibility
from core.operation import optional_cache
from core.operation.optional_cache import RETRY_AFTER
from home.models import StandardPage
from tests import disks
from tests.factories.calls import municipality
from tests.factories.core import PASSWORD, UserFactory, site_tree

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
AT = datetime(2026, 11, 30, 10, tzinfo=UTC)


class FullDisk(FileBasedCache):
    """What was written is read, and nothing can be written while `full`."""

    full = False

    def set(self, *args: Any, **kwargs: Any) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        super().set(*args, **kwargs)


@dataclass(frozen=True)
class Damage:
    """Something that happens to the folder of the caches, and how it is mended."""

    do: Callable[[Path], object]
    mend: Callable[[Path], object]


def _full(folder: Path) -> None:
    FullDisk.full = True


def _room_again(folder: Path) -> None:
    FullDisk.full = False


def _taken(folder: Path) -> None:
    """A file stands where the folder was, which is beside it: nobody can write or read there."""
    folder.rename(folder.with_name("aside"))
    folder.write_text("no folder")


def _given_back(folder: Path) -> None:
    folder.unlink()
    folder.with_name("aside").rename(folder)


def _small(folder: Path) -> None:
    """The same files on a disk without room, as a disk is when it is full."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    disks.mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder))
    shutil.copytree(copy, folder, dirs_exist_ok=True)
    disks.fill(folder / "filling")


def _room_made(folder: Path) -> None:
    (folder / "filling").unlink()


def _read_only(folder: Path) -> None:
    disks.mount("--bind", str(folder), str(folder))
    disks.mount("-o", "remount,ro,bind", str(folder))


def _writable(folder: Path) -> None:
    disks.mount("-o", "remount,rw,bind", str(folder))


DAMAGES = {
    "full": Damage(_full, _room_again),
    "somebody else's": Damage(_taken, _given_back),
    "full disk": Damage(_small, _room_made),
    "read-only": Damage(_read_only, _writable),
}


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AT, tick=False) as travelling:
        yield travelling


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, clock: time_machine.Traveller) -> Iterator[Path]:
    """The caches are files in it, as in production."""
    folder = tmp_path / "cache"
    backend = f"{__name__}.FullDisk"
    settings.CACHES = {
        name: optional(name, {"BACKEND": backend, "LOCATION": folder, "KEY_PREFIX": name})
        for name in ("default", "pages")
    }
    settings.PAGE_CACHE_SECONDS = 3600
    optional_cache._of_this_process.clear()
    cache.get("makes-the-folder")
    yield folder
    FullDisk.full = False
    for each in caches.all():
        each.clear()
    optional_cache._of_this_process.clear()
    disks.unmount(folder)


@pytest.fixture
def page(folder: Path) -> StandardPage:
    municipality()
    made = StandardPage(title="Vägledning", slug="vagledning", lead="Så går det till.")
    return site_tree().add_child(instance=made)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.name == optional_cache.__name__]


def health(client: Client) -> dict[str, str]:
    answer = client.get("/healthz", headers={"authorization": "Bearer t0ken"})
    assert answer.status_code == 200
    return answer.json()["checks"]


@pytest.mark.parametrize("how", DAMAGES)
def test_a_page_is_shown_and_closed_at_once_whatever_the_cache_can_do(
    client: Client,
    page: StandardPage,
    folder: Path,
    settings: Settings,
    clock: time_machine.Traveller,
    caplog: pytest.LogCaptureFixture,
    how: str,
) -> None:
    settings.HEALTH_TOKEN = "t0ken"
    for path in ("/sv/vagledning/", "/sv/"):
        assert client.get(path).status_code == 200
    assert health(client)["cache"] == "ok"
    DAMAGES[how].do(folder)
    for _time in range(3):
        for path in ("/sv/vagledning/", "/sv/", "/en/", "/sv/sok/?q=finns"):
            assert client.get(path).status_code == 200, path
    assert "away, pages take longer; default: " in health(client)["cache"]
    section = SectionVisibility.objects.create(page=page, visibility=Visibility.STAFF)
    assert client.get("/sv/vagledning/").status_code == 302
    DAMAGES[how].mend(folder)
    assert client.get("/sv/vagledning/").status_code == 302
    clock.shift(timedelta(seconds=RETRY_AFTER + 1))
    assert client.get("/sv/vagledning/").status_code == 302
    assert health(client)["cache"] == "ok"
    section.delete()
    assert client.get("/sv/vagledning/").status_code == 200
    said = [line.partition(",")[0] for line in lines(caplog)]
    assert sorted(said) == [
        "the cache default is away",
        "the cache default is well again",
        "the cache pages is away",
        "the cache pages is well again",
    ]


def test_what_stands_in_for_the_cache_keeps_its_promises(folder: Path) -> None:
    cache.set("before", 1)
    _taken(folder)
    assert cache.get("before", "nothing") == "nothing"
    assert cache.add("lock", 1, 10)
    assert not cache.add("lock", 1, 10)
    assert cache.delete("lock")
    assert cache.add("lock", 1, 10)
    cache.set("number", 1)
    assert cache.incr("number") == 2
    with pytest.raises(ValueError, match="not found"):
        cache.incr("none")
    assert cache.touch("number", 60)
    assert cache.get_or_set("made", lambda: "once") == cache.get_or_set("made", lambda: "twice")
    assert cache.get_many(["number", "made", "none"]) == {"number": 2, "made": "once"}
    cache.clear()
    assert "number" not in cache


def corrupted(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def of_older_code(path: Path) -> None:
    path.write_bytes(path.read_bytes().partition(b".")[0] + b".nonsense")


def unreadable(path: Path) -> None:
    """No file any more, and not to be removed as one."""
    path.unlink()
    path.mkdir()
    (path / "inside").touch()


@pytest.mark.parametrize("spoil", [corrupted, of_older_code, unreadable])
def test_an_entry_that_cannot_be_read_is_none_and_one_line_says_so(
    folder: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None]
) -> None:
    cache.set("good", 1)
    good = set(folder.glob("*.djcache"))
    cache.set("spoilt", 1)
    (path,) = set(folder.glob("*.djcache")) - good
    spoil(path)
    assert cache.get("spoilt") is None
    for _time in range(3):
        cache.set("spoilt", 2)
        assert cache.get("spoilt") == 2
    assert cache.get("good") == 1
    assert len(lines(caplog)) == 1
    assert lines(caplog)[0].startswith("an entry of the cache default was lost: ")


@pytest.fixture
def rate_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}


def test_without_a_cache_log_ins_are_neither_locked_out_nor_unlimited(
    client: Client, folder: Path, rate_limits: None
) -> None:
    site_tree()
    _taken(folder)
    good, guessed = UserFactory.create(), UserFactory.create()
    for _time in range(3):
        client.post(reverse("account_login"), {"login": guessed.username, "password": "no"})
    client.post(reverse("account_login"), {"login": guessed.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post(reverse("account_login"), {"login": good.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(good.pk)


def test_a_cache_on_the_network_is_not_waited_for() -> None:
    redis = "django.core.cache.backends.redis.RedisCache"
    given = {"BACKEND": redis, "OPTIONS": {"socket_timeout": 5}}
    options = optional("default", given)["OPTIONS"]
    assert options == {"socket_timeout": 5, "socket_connect_timeout": 1}
    assert optional("default", {"BACKEND": "x.FileBasedCache"})["OPTIONS"] == {}
