"""One child process per untrusted file, with limits; its death is a refusal."""

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any, Final

from compliance import limits
from compliance.errors import (
    EXIT_REFUSED,
    EXIT_USAGE,
    ComplianceError,
    InputRefusedError,
    InternalError,
)
from compliance.frontdoor import refusal

_PACKAGE: Final = Path(__file__).resolve().parent
_KEPT: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
_PARTS: Final = ("code", "where", "what", "why", "remedy")
_PAUSE: Final = 0.05
# SIGXCPU, which not every system has.
_CPU_SPENT: Final = 24
_SMALLER: Final = (
    "give a smaller copy, or of a PDF some --pages; "
    "`compliance limits` lists the limits"
)
_OTHER: Final = "it may be damaged or hostile; give another copy of it"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one child may use."""

    memory: int
    """Bytes of address space."""
    cpu: int
    wall: float
    """Seconds."""
    answer: int
    """Bytes."""
    writable: str = ""
    """Folder it may write in; empty for none."""
    file: int = 0
    """Bytes of one file that it may write there."""

    def mapping(self, size: int) -> "ChildLimits":
        """Return the limits of a task that maps `size` bytes of files beside its own."""
        return replace(self, memory=self.memory + size)


READING: Final = ChildLimits(
    memory=limits.CHILD_MEMORY,
    cpu=limits.CHILD_CPU,
    wall=limits.CHILD_WALL,
    answer=limits.CHILD_ANSWER,
)
LINKING: Final = ChildLimits(
    memory=limits.LINK_MEMORY,
    cpu=limits.LINK_CPU,
    wall=limits.LINK_WALL,
    answer=limits.LINK_ANSWER,
)


def reading(pages: tuple[int, int] | None) -> ChildLimits:
    """Return what reading a filing may use: more time the more pages are asked for.

    Args:
        pages: First and last page asked for; ``None`` if nobody named any.

    >>> [reading(span).cpu for span in (None, (1, 50), (301, 400), (1, 9_999))]
    [18, 18, 36, 300]
    """
    if pages is None:
        return READING
    number = pages[1] - pages[0] + 1
    times = max(1.0, number / limits.CHILD_PAGES)
    return replace(
        READING,
        cpu=min(int(times * READING.cpu), limits.CHILD_SECONDS),
        wall=min(times * READING.wall, limits.CHILD_SECONDS),
    )


BUILDING: Final = ChildLimits(
    memory=limits.LINK_MEMORY,
    cpu=limits.BUILD_CPU,
    wall=limits.BUILD_WALL,
    answer=limits.LINK_ANSWER,
    file=limits.BUILD_FILE,
)


def run(
    task: str,
    name: str,
    request: Mapping[str, object],
    payload: bytes,
    own: ChildLimits,
) -> Any:
    """Return the JSON that `task` answers in a child process of its own.

    Args:
        task: A task of `compliance.child`.
        name: File name for the refusal, should the child die.
        request: Arguments of the task, JSON.
        payload: The untrusted bytes.
        own: What the child may use.

    Raises:
        InputRefusedError: the child refused the input, or died of it.
        InternalError: the child could not be started.
    """
    head = json.dumps({"limits": asdict(own), "request": request}).encode()
    command = (sys.executable, "-P", "-s", "-m", "compliance.child", task)
    try:
        with tempfile.TemporaryFile() as stdin:
            stdin.write(head + b"\n" + payload)
            stdin.seek(0)
            answer = spawned(command, name, stdin, own)
    except OSError as error:
        raise InternalError(
            "child-not-started",
            where=name,
            what="cannot be read",
            why=f"no process can be started: {error.strerror}",
            remedy="free memory and disk space and try again",
        ) from error
    return understood(answer, name)


def spawned(
    command: Sequence[str], name: str, stdin: IO[bytes], own: ChildLimits
) -> bytes:
    """Return what `command` wrote, having kept it within its limits of time and output.

    However this ends, the process and what it started have ended before.

    Raises:
        InputRefusedError: it died, or was ended for what it used.
        OSError: it could not be started.
    """
    deaths: list[str] = []
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=os.name != "nt",
    )

    def late() -> None:
        if child.poll() is None:
            deaths.append("wall")
            _end(child)

    with child:
        clock = threading.Timer(own.wall, late)
        watch = None if sys.platform == "linux" else _watched(child, own, deaths)
        try:
            clock.start()
            assert child.stdout is not None  # noqa: S101  # a pipe was asked for
            answer = child.stdout.read(own.answer + 1)
            if len(answer) > own.answer:
                deaths.append("answer")
                _end(child)
            child.wait()
        finally:
            clock.cancel()
            _end(child)
            # An interrupt must not leave it behind; a killed process ends at once.
            child.wait()
            if watch:
                watch.join()
    if deaths:
        raise _killed(name, deaths[0], own)
    if child.returncode != 0:
        raise _died(name, child.returncode, own)
    return answer


def understood(answer: bytes, name: str) -> Any:
    """Return what a child answered; raise what it says it was stopped by.

    The child read hostile bytes, so its words are held to be hostile too.

    Raises:
        InputRefusedError: it refused the input, or its answer is none.
        InternalError: it was stopped by our own fault.
    """
    try:
        said = json.loads(answer)
        if "refused" in said:
            parts = {key: str(said["refused"][key]) for key in _PARTS}
            refused: ComplianceError = refusal(**parts)
        elif "stopped" in said:
            refused = _again(said["stopped"])
        else:
            return said["answer"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise broken_off(name) from error
    raise refused


def broken_off(name: str) -> InputRefusedError:
    """Return the refusal of an input whose reader gave no answer that can be read."""
    why = "the process that read it broke off in the middle"
    return refusal("child-broken", name, "cannot be read", why, _OTHER)


def _again(said: Mapping[str, Any]) -> ComplianceError:
    told = refusal(**{key: str(said[key]) for key in _PARTS})
    error = InternalError(
        told.code, where=told.where, what=told.what, why=told.why, remedy=told.remedy
    )
    # A reader that was taken over must not make "stopped" look like "judged".
    if said["exit_code"] in (EXIT_USAGE, EXIT_REFUSED):
        error.exit_code = said["exit_code"]
    return error


def _end(child: "subprocess.Popen[bytes]") -> None:
    """Kill the child, and with it whatever it may have started."""
    if child.poll() is not None:
        return
    if os.name == "nt":
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONPATH": str(_PACKAGE.parent)}


def _watched(
    child: "subprocess.Popen[bytes]", own: ChildLimits, deaths: list[str]
) -> threading.Thread:
    """Watch the child's memory where the system sets no limit on it."""
    psutil = importlib.import_module("psutil")

    def used() -> int:
        return int(psutil.Process(child.pid).memory_info().rss)

    def watch() -> None:
        try:
            watch_memory(used, child.poll, own.memory)
        except psutil.Error:
            return
        if child.poll() is None:
            deaths.append("memory")
            _end(child)

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def watch_memory(
    used: Callable[[], int], ended: Callable[[], int | None], memory: int
) -> None:
    """Return when `used` exceeds `memory` bytes or `ended` gives a status."""
    pause = threading.Event()
    while ended() is None and used() <= memory:
        pause.wait(_PAUSE)


def _killed(name: str, of: str, own: ChildLimits) -> InputRefusedError:
    code, why = {
        "wall": ("child-timeout", f"it took more than {own.wall:g} seconds to read"),
        "answer": (
            "child-answer",
            f"what was read exceeds {own.answer:,} bytes",
        ),
        "memory": (
            "child-memory",
            f"reading it took more than {own.memory:,} bytes of memory",
        ),
    }[of]
    return refusal(code, name, "cannot be read", why, _SMALLER)


def _died(name: str, status: int, own: ChildLimits) -> InputRefusedError:
    if status == -_CPU_SPENT:
        why = f"it took more than {own.cpu} seconds of processor time to read"
        return refusal("child-timeout", name, "cannot be read", why, _SMALLER)
    of = f"signal {-status}" if status < 0 else f"status {status}"
    why = (
        f"the process that read it ended with {of}: a fault, or more memory needed "
        f"than {own.memory:,} bytes"
    )
    return refusal("child-crashed", name, "cannot be read", why, _OTHER)
