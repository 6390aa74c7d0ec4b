import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace

import pytest

from compliance.errors import InputRefusedError, InternalError
from compliance.sandbox import (
    READING,
    ChildLimits,
    run,
    spawned,
    understood,
    watch_memory,
)

OWN = ChildLimits(memory=2**30, cpu=10, wall=20, answer=1_000)
NO_BYTES = b""

posix = pytest.mark.skipif(os.name == "nt", reason="no signals there")


def said_by(code: str, own: ChildLimits = OWN, payload: bytes = NO_BYTES) -> bytes:
    """Return what an interpreter running `code` writes."""
    command: Sequence[str] = (sys.executable, "-I", "-c", code)
    with tempfile.TemporaryFile() as stdin:
        stdin.write(payload)
        stdin.seek(0)
        return spawned(command, "a.json", stdin, own)


def refused(code: str, own: ChildLimits = OWN) -> InputRefusedError:
    """Return the refusal that `code`, run as a child, ends in."""
    with pytest.raises(InputRefusedError) as caught:
        said_by(code, own)
    assert caught.value.where == "a.json"
    return caught.value


def test_bytes_go_in_and_come_back() -> None:
    """A child reads its bytes and its words come back, to the byte of the limit."""
    echo = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"

    assert said_by(echo, payload=b"x" * 1_000) == b"x" * 1_000


def test_one_byte_more_than_may_be_answered_is_refused() -> None:
    """An answer over its limit is not cut but refused."""
    error = refused("print('x' * 1000)")

    assert error.code == "child-answer"


def test_words_without_end_are_cut_off() -> None:
    """A child that writes on and on is ended."""
    error = refused("while True: print('x' * 1000)")

    assert error.code == "child-answer"


def test_a_child_that_hangs_is_ended() -> None:
    """The clock ends a child, though it holds its output open and ignores signals."""
    hang = "import signal, time; signal.signal(2, signal.SIG_IGN); time.sleep(60)"

    error = refused(hang, replace(OWN, wall=0.3))

    assert error.code == "child-timeout"


@posix
def test_a_crash_names_its_signal() -> None:
    """A child that dies of a signal is a refusal that names it."""
    error = refused("import os; os.kill(os.getpid(), 11)")

    assert error.code == "child-crashed"
    assert "ended with signal 11" in error.why


@posix
def test_spent_processor_time_is_a_timeout() -> None:
    """The system's own limit on processor time is named as what it is."""
    error = refused("import os; os.kill(os.getpid(), 24)")

    assert error.code == "child-timeout"


def test_an_exit_names_its_status() -> None:
    """A child that gives up is a refusal that names the status, its trace unseen."""
    error = refused("raise SystemExit(7)")

    assert error.code == "child-crashed"
    assert "ended with status 7" in error.why


@posix
def test_what_a_child_started_ends_with_it() -> None:
    """A process the child left behind is ended by the clock, and holds nothing up."""
    forks = "import os, time; os.fork(); time.sleep(60)"

    assert refused(forks, replace(OWN, wall=0.3)).code == "child-timeout"


@posix
def test_an_interrupt_leaves_no_child_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever interrupts the reading finds the child ended and waited for."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("threading.Timer.start", interrupt)
    command = (sys.executable, "-I", "-c", "import time; time.sleep(60)")
    with tempfile.TemporaryFile() as stdin, pytest.raises(KeyboardInterrupt):
        spawned(command, "a.json", stdin, OWN)

    # Every child of this process has been waited for.
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_command_that_is_not_there_is_our_own_fault() -> None:
    """What cannot be started is no fault of the filing."""
    with (
        tempfile.TemporaryFile() as stdin,
        pytest.raises(OSError, match="No such file"),
    ):
        spawned(("/nowhere/python",), "a.json", stdin, OWN)


def test_the_environment_is_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child sees where things lie, and nothing of who runs it."""
    monkeypatch.setenv("SECRET_TOKEN", "x")

    keys = json.loads(said_by("import json, os; print(json.dumps(sorted(os.environ)))"))

    assert "SECRET_TOKEN" not in keys
    assert {"PYTHONHASHSEED", "PYTHONPATH"} <= set(keys)
    assert "HOME" not in keys


@pytest.mark.parametrize(
    "answer",
    [b"", b"{", b"[]", b"5", b"null", b"{}", b'{"refused": {"code": "a"}}', b"\xff",
     b'{"refused": 5}', b'{"stopped": {}}', b"[" * 100_000],
)  # fmt: skip
def test_an_answer_that_is_none_is_a_refusal(answer: bytes) -> None:
    """Whatever a child says, the parent neither trusts it nor stumbles over it."""
    with pytest.raises(InputRefusedError, match="child-broken"):
        understood(answer, "a.json")


def test_a_refusal_comes_through_as_it_was() -> None:
    """Code, place, reason and remedy are the child's."""
    parts = {"code": "c", "where": "a, line 1", "what": "b", "why": "d", "remedy": "e"}

    with pytest.raises(InputRefusedError) as caught:
        understood(json.dumps({"refused": parts}).encode(), "a.json")

    assert str(caught.value) == "a, line 1: b: d: e [c]"


def test_a_refusal_that_is_no_line_becomes_one() -> None:
    """A reader that was taken over cannot write lines of its own to the terminal."""
    parts = dict.fromkeys(("code", "where", "what", "why", "remedy"), "a\nb\x1b[2J")

    with pytest.raises(InputRefusedError) as caught:
        understood(json.dumps({"refused": parts}).encode(), "a.json")

    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("said", "code"), [(3, 3), (2, 2), (0, 4), (1, 4), ("0", 4)])
def test_no_child_can_end_us_as_judged(said: object, code: int) -> None:
    """An exit code that means a judgement is not taken from a child."""
    parts = dict.fromkeys(("code", "where", "what", "why", "remedy"), "a")

    with pytest.raises(InternalError) as caught:
        understood(json.dumps({"stopped": {**parts, "exit_code": said}}).encode(), "b")

    assert caught.value.exit_code == code


def test_an_answer_is_handed_over() -> None:
    """The task's JSON comes back as it is."""
    assert understood(b'{"answer": [1, "a"]}', "a.json") == [1, "a"]


def test_memory_is_watched_until_it_is_too_much() -> None:
    """The watch ends when the limit is exceeded, not when it is reached."""
    used = iter([5, 10, 11, 99])

    watch_memory(lambda: next(used), lambda: None, 10)

    assert next(used) == 99


def test_memory_is_watched_until_the_end() -> None:
    """The watch ends with the child, and asks no more of it."""
    ended = iter([None, 0])

    watch_memory(lambda: 1, lambda: next(ended), 10)

    assert next(ended, "asked twice") == "asked twice"


@pytest.mark.skipif(sys.platform != "linux", reason="the parent watches there")
def test_a_task_over_its_memory_is_refused() -> None:
    """A reader that needs more memory than it may have ends in a refusal."""
    text = b"[" + b"\n" * 10_000_000 + b"]"
    request = {"name": "a.json", "kind": "json", "root": "."}
    own = replace(READING, memory=100 * 2**20)

    with pytest.raises(InputRefusedError) as caught:
        run("context", "a.json", request, text, own)

    assert caught.value.code in ("child-memory", "child-crashed")
