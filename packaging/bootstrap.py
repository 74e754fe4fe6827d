"""From nothing but Python to a working checkout, in one command.

    python3 packaging/bootstrap.py demo     set up, then run the sample inspection
    python3 packaging/bootstrap.py test     set up, then run all tests
    python3 packaging/bootstrap.py setup    set up only

What follows the word is handed on, to the demo or to pytest. Everything goes into `.venv`, except
for the system libraries that Qt needs on Linux. Only the standard library is used, in words that an
old Python can parse, so that it can still say that it is too old.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
OLDEST = (3, 11)
LINUX = sys.platform.startswith("linux")

# What Qt and its offscreen and xcb plugins link to, with the package on Debian and Ubuntu.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
DISPLAY_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupError(Exception):
    """The set-up cannot go on. The text says why, and what to do."""


def main(arguments: list[str]) -> int:
    """Set up, then do what the first word says; its exit status becomes ours."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if word not in ("demo", "test", "setup"):
        print(__doc__)
        return 0 if word in ("-h", "--help") else 2
    try:
        require_python(tuple(sys.version_info[:3]))
        set_up()
        if word == "demo":
            return run_to_the_end(demo_command(rest, window=can_show()), folder=Path.cwd())
        if word == "test":
            require_qt()
            return run_to_the_end([python(), "-m", "pytest", *rest], folder=ROOT)
    except SetupError as problem:
        print(f"bootstrap: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bootstrap: stopped. Run the same command again to go on.", file=sys.stderr)
        return 130
    return 0


def require_python(version: tuple[int, ...]) -> None:
    """Refuse a Python for which the libraries are not made."""
    if version < OLDEST:
        oldest, found = (".".join(map(str, numbers)) for numbers in (OLDEST, version))
        raise SetupError(
            f"Inspector needs Python {oldest} or newer, and this is {found} "
            f"({sys.executable}). Run this file with a newer one."
        )


def set_up() -> None:
    """Bring `.venv` and the system libraries up to date; quick where there is nothing to do."""
    version = environment_version()
    if not version:
        make_environment()
        version = environment_version()
    stamp = ENVIRONMENT / "bootstrap.stamp"
    wanted = fingerprint((ROOT / "pyproject.toml").read_bytes(), version)
    if not stamp.is_file() or stamp.read_text() != wanted:
        stamp.unlink(missing_ok=True)
        install_packages()
        stamp.write_text(wanted)
    install_libraries()


def environment_version() -> str:
    """The version of the Python in `.venv`, or "" where it does not work and must be made anew."""
    question = f"import pip, sys; assert sys.version_info >= {OLDEST}; print(sys.version)"
    try:
        answer = subprocess.run([python(), "-c", question], capture_output=True, text=True)
    except OSError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def make_environment() -> None:
    """Make `.venv` from nothing; Debian keeps what that takes in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            raise SetupError(f"This Python cannot make environments. {advice([package])}")
    say(f"Making {ENVIRONMENT}")
    status = subprocess.call([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    if status or not environment_version():
        raise SetupError(f"{ENVIRONMENT} could not be made. The lines above say why.")


def fingerprint(project: bytes, version: str) -> str:
    """Changes whenever `.venv` has to be brought up to date: other needs, Python or place."""
    return hashlib.sha256(b"\0".join([project, version.encode(), str(ROOT).encode()])).hexdigest()


def install_packages() -> None:
    """Install this checkout, editable, and all that it needs."""
    say("Installing the libraries: the first time some minutes and up to 10 GB of disk")
    if subprocess.call([python(), "-m", "pip", "install", "-e", f"{ROOT}[test]"]):
        raise SetupError(
            "pip could not install everything; the lines above say why. Run this again to go on."
        )


def install_libraries() -> None:
    """Install the system libraries that Qt lacks, or say how: most things work without a window."""
    missing = missing_libraries()
    if missing:
        say(f"Qt lacks {', '.join(missing)}")
        apt_install(list(missing.values()))
    left = missing_libraries()
    if left:
        say(f"The window may not open. {advice(list(left.values()), libraries=list(left))}")


def require_qt() -> None:
    """Refuse to start the tests, those of the window among them, where Qt cannot be loaded."""
    left = sorted(LIBRARIES.keys() & missing_libraries().keys())
    if left:
        raise SetupError(f"The tests cannot start without {', '.join(left)}: see above.")


def missing_libraries() -> dict[str, str]:
    """The libraries that cannot be loaded, with their packages; only Linux leaves them out."""
    if not LINUX:
        return {}
    wanted = {**LIBRARIES, **DISPLAY_LIBRARIES} if has_display() else LIBRARIES
    return {name: package for name, package in wanted.items() if not can_load(name)}


def can_load(library: str) -> bool:
    """Whether the system's loader finds a shared library; really tried."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: list[str]) -> bool:
    """Install Debian packages where that needs no password; whether it was done."""
    rights = root_rights()
    if rights is None or not shutil.which("apt-get"):
        return False
    say(f"Installing {' '.join(packages)}")
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.call([*apt, "update", "-qq"], stdin=subprocess.DEVNULL)  # may fail for others' lists
    install = [*apt, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.call(install, stdin=subprocess.DEVNULL) == 0


def root_rights() -> list[str] | None:
    """What goes before a command to run it as root without a password; None where nothing does."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    trial = subprocess.run(["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True)
    return ["sudo", "-n"] if trial.returncode == 0 else None


def advice(packages: list[str], *, libraries: list[str] | None = None) -> str:
    """The one line that a person can run where this script may not."""
    if shutil.which("apt-get"):
        return f"Run: sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"
    if libraries and shutil.which("dnf"):
        names = " ".join(f"'{library}()(64bit)'" for library in libraries)
        return f"Run: sudo dnf install -y {names}"
    return f"Install with your system's packages: {', '.join(libraries or packages)}"


def has_display() -> bool:
    """Whether a window can be shown; only Linux is asked, elsewhere it always can."""
    return not LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def can_show() -> bool:
    """Whether a window would open. Under Wayland Qt does without the libraries of X."""
    optional = DISPLAY_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {}
    return has_display() and missing_libraries().keys() <= optional.keys()


def demo_command(arguments: list[str], *, window: bool) -> list[str]:
    """The sample inspection, in a window where one can open."""
    headless = [] if window or "--headless" in arguments else ["--headless"]
    return [python(), "-m", "inspector", "demo", *headless, *arguments]


def python() -> str:
    """The Python of `.venv`."""
    return str(ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def run_to_the_end(command: list[str], *, folder: Path) -> int:
    """Run and return the exit status. Ctrl-C reaches the child too: it is left to stop cleanly."""
    surroundings = dict(os.environ)
    if not has_display():
        surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    with subprocess.Popen(command, cwd=folder, env=surroundings) as child:
        while child.returncode is None:
            with contextlib.suppress(KeyboardInterrupt):
                child.wait()
        return child.returncode if child.returncode >= 0 else 128 - child.returncode


def say(text: str) -> None:
    """Tell the person what happens now, before the children print."""
    print(f"bootstrap: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
