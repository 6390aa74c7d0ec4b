"""One child process per untrusted file, with limits; its death is a refusal."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, Final

from compliance import limits
from compliance.errors import ComplianceError, InputRefusedError, InternalError
from compliance.frontdoor import refusal

_PACKAGE: Final = Path(__file__).resolve().parent
_KEPT: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLimits:
    """What one child may use."""

    memory: int
    """Bytes of address space."""
    cpu: int
    wall: int
    """Seconds."""
    answer: int
    """Bytes."""


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
    with tempfile.TemporaryFile() as stdin:
        stdin.write(head + b"\n" + payload)
        stdin.seek(0)
        status, answer = _spawned(task, name, stdin, own)
    if status != 0:
        raise _died(name, status, own)
    try:
        said = json.loads(answer)
        if "refused" in said:
            raise InputRefusedError(**said["refused"])
        if "stopped" in said:
            raise _again(said["stopped"])
        return said["answer"]
    except (ValueError, KeyError, TypeError) as error:
        raise refusal(
            "child-broken", name, "cannot be read",
            "the process that read it broke off in the middle", "give another copy of it",
        ) from error  # fmt: skip


def _again(said: Mapping[str, Any]) -> ComplianceError:
    error = InternalError(
        **{k: said[k] for k in ("code", "where", "what", "why", "remedy")}
    )
    error.exit_code = said["exit_code"]
    return error


def _spawned(
    task: str, name: str, stdin: IO[bytes], own: ChildLimits
) -> tuple[int, bytes]:
    command = [sys.executable, "-P", "-s", "-m", "compliance.child", task]
    try:
        child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            command,
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=os.name != "nt",
        )
    except OSError as error:
        raise InternalError(
            "child-not-started",
            where=name,
            what="cannot be read",
            why=f"no process can be started: {error.strerror}",
            remedy="free memory and try again",
        ) from error
    deaths: list[str] = []

    def late() -> None:
        deaths.append("wall")
        child.kill()

    clock = threading.Timer(own.wall, late)
    clock.start()
    watch = None if sys.platform == "linux" else _watched(child, own, deaths)
    try:
        with child:
            assert child.stdout is not None  # noqa: S101  # a pipe was asked for
            answer = child.stdout.read(own.answer + 1)
            if len(answer) > own.answer:
                deaths.append("answer")
                child.kill()
            child.wait()
    finally:
        clock.cancel()
        clock.join()
        child.kill()
        if watch:
            watch.join()
    if deaths:
        raise _killed(name, deaths[0], own)
    return child.returncode, answer


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONHASHSEED": "0", "PYTHONPATH": str(_PACKAGE.parent)}


def _watched(
    child: "subprocess.Popen[bytes]", own: ChildLimits, deaths: list[str]
) -> threading.Thread:
    """Watch the child's memory where the system sets no limit on it."""
    # A dependency only on the systems that set no limit.
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
            child.kill()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def watch_memory(
    used: Callable[[], int], ended: Callable[[], int | None], memory: int
) -> None:
    """Return when `used` exceeds `memory` bytes or `ended` gives a status."""
    pause = threading.Event()
    while ended() is None and used() <= memory:
        pause.wait(0.05)


def _killed(name: str, of: str, own: ChildLimits) -> InputRefusedError:
    why = {
        "wall": f"it took more than {own.wall} seconds to read",
        "answer": f"what was read exceeds {own.answer:,} bytes",
        "memory": f"reading it took more than {own.memory:,} bytes of memory",
    }[of]
    codes = {
        "wall": "child-timeout",
        "answer": "child-answer",
        "memory": "child-memory",
    }
    remedy = "give a smaller or simpler copy; `compliance limits` lists the limits"
    return refusal(codes[of], name, "cannot be read", why, remedy)


def _died(name: str, status: int, own: ChildLimits) -> InputRefusedError:
    signal = -status if status < 0 else 0
    if signal in (9, 24):  # SIGKILL of a spent CPU limit, SIGXCPU
        return refusal(
            "child-timeout", name, "cannot be read",
            f"it took more than {own.cpu} seconds of processor time to read",
            "give a smaller or simpler copy; `compliance limits` lists the limits",
        )  # fmt: skip
    ended = f"signal {signal}" if signal else f"status {status}"
    return refusal(
        "child-crashed", name, "cannot be read",
        f"the process that read it ended with {ended}",
        "it may be damaged or hostile; give another copy of it",
    )  # fmt: skip
