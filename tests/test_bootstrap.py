"""The set-up script, as far as it can be tried without setting anything up."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "packaging" / "bootstrap.py"


@pytest.fixture
def bootstrap() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def linux_without_display(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "LINUX", True)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


def test_an_old_python_gets_one_line_that_says_what_is_needed(bootstrap):
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 .* this is 3\.9\.2"):
        bootstrap.require_python((3, 9, 2))


def test_the_oldest_supported_python_is_accepted(bootstrap):
    bootstrap.require_python((3, 11, 0))


def test_an_unknown_word_shows_the_usage_and_is_wrong_usage(bootstrap, capsys):
    assert bootstrap.main(["tset"]) == 2
    assert "bootstrap.py test" in capsys.readouterr().out


def test_a_folder_without_a_working_python_is_no_environment(bootstrap, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    assert bootstrap.environment_version() == ""


def test_a_second_set_up_installs_nothing(bootstrap, monkeypatch, tmp_path):
    installed = []
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "environment_version", lambda: "3.11.7")
    monkeypatch.setattr(bootstrap, "install_packages", lambda: installed.append("packages"))
    monkeypatch.setattr(bootstrap, "install_libraries", lambda: None)
    bootstrap.set_up()
    bootstrap.set_up()
    assert installed == ["packages"]


def test_a_failed_install_is_tried_again(bootstrap, monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(bootstrap, "environment_version", lambda: "3.11.7")
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda command: 1)
    for _ in range(2):
        with pytest.raises(bootstrap.SetupError, match="pip could not install"):
            bootstrap.set_up()


def test_other_needs_or_another_python_bring_the_environment_up_to_date(bootstrap):
    first = bootstrap.fingerprint(b"numpy", "3.11.7")
    assert first == bootstrap.fingerprint(b"numpy", "3.11.7")
    assert first != bootstrap.fingerprint(b"numpy, scipy", "3.11.7")
    assert first != bootstrap.fingerprint(b"numpy", "3.12.0")


def test_a_library_that_does_not_exist_cannot_be_loaded(bootstrap):
    assert not bootstrap.can_load("libInspectorNeverMadeThis.so.7")


@pytest.mark.usefixtures("linux_without_display")
def test_libraries_of_a_display_matter_only_with_a_display(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "can_load", lambda library: False)
    assert bootstrap.missing_libraries() == bootstrap.LIBRARIES
    monkeypatch.setenv("DISPLAY", ":0")
    assert bootstrap.missing_libraries() == bootstrap.LIBRARIES | bootstrap.DISPLAY_LIBRARIES


@pytest.mark.usefixtures("linux_without_display")
def test_the_tests_do_not_start_where_qt_cannot_be_loaded(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "can_load", lambda library: library != "libGL.so.1")
    with pytest.raises(bootstrap.SetupError, match=r"without libGL\.so\.1"):
        bootstrap.require_qt()


def test_only_linux_is_asked_for_libraries(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "LINUX", False)
    monkeypatch.setattr(bootstrap, "can_load", lambda library: False)
    assert bootstrap.missing_libraries() == {}


@pytest.mark.usefixtures("linux_without_display")
def test_without_rights_the_one_line_to_run_is_printed(bootstrap, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "can_load", lambda library: library != "libEGL.so.1")
    monkeypatch.setattr(bootstrap, "root_rights", lambda: None)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.install_libraries()
    line = "Run: sudo apt-get update && sudo apt-get install -y libegl1\n"
    assert capsys.readouterr().out.endswith(line)


@pytest.mark.parametrize(
    ("manager", "text"),
    [
        ("dnf", "Run: sudo dnf install -y 'libGL.so.1()(64bit)'"),
        ("zypper", "Install with your system's packages: libGL.so.1"),
    ],
)
def test_other_systems_get_a_line_of_their_own(bootstrap, monkeypatch, manager, text):
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: name if name == manager else None)
    assert bootstrap.advice(["libgl1"], libraries=["libGL.so.1"]) == text


@pytest.mark.usefixtures("linux_without_display")
def test_a_window_needs_the_libraries_of_x_only_under_x(bootstrap, monkeypatch):
    monkeypatch.setattr(bootstrap, "can_load", lambda library: library != "libxcb-cursor.so.0")
    assert not bootstrap.can_show()
    monkeypatch.setenv("DISPLAY", ":0")
    assert not bootstrap.can_show()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert bootstrap.can_show()


@pytest.mark.parametrize(
    ("arguments", "window", "expected"),
    [
        ([], True, ["demo"]),
        ([], False, ["demo", "--headless"]),
        (["--headless"], False, ["demo", "--headless"]),
        (["--out", "here"], False, ["demo", "--headless", "--out", "here"]),
    ],
)
def test_the_demo_is_headless_where_no_window_can_open(bootstrap, arguments, window, expected):
    assert bootstrap.demo_command(arguments, window=window)[3:] == expected


@pytest.mark.usefixtures("linux_without_display")
def test_without_a_display_qt_draws_offscreen(bootstrap, tmp_path):
    code = "import os, sys; sys.exit(os.environ['QT_QPA_PLATFORM'] != 'offscreen')"
    assert bootstrap.run_to_the_end([sys.executable, "-c", code], folder=tmp_path) == 0


def test_the_exit_status_of_what_ran_is_passed_on(bootstrap, tmp_path):
    stop = [sys.executable, "-c", "import sys; sys.exit(3)"]
    assert bootstrap.run_to_the_end(stop, folder=tmp_path) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signals")
def test_a_child_that_a_signal_ended_reads_as_in_a_shell(bootstrap, tmp_path):
    killed = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"]
    assert bootstrap.run_to_the_end(killed, folder=tmp_path) == 128 + 15
