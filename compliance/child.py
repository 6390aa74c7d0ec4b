"""The child process: limits first, then one task on untrusted bytes."""

import importlib
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from compliance.errors import EXIT_INTERNAL, ComplianceError, InputRefusedError

TASKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "read-document": ("compliance.intake.document_form", "document_request"),
    "annotate": ("compliance.annotate.request", "annotate_request"),
    "read-data": ("compliance.intake.reading", "data_request"),
    "context": ("compliance.intake.reading", "context_request"),
    "pictures": ("compliance.intake.pdf_pictures", "pictures_request"),
    "crosscheck": ("compliance.linkage.request", "cross_check_request"),
    "index": ("compliance.linkage.index.index_request", "verify_request"),
    "link": ("compliance.linkage.listed.request", "link_request"),
    "search": ("compliance.linkage.index.index_request", "search_request"),
    "inventory": ("compliance.linkage.index.inventory", "inventory_request"),
    "segment": ("compliance.linkage.index.segment_request", "segment_request"),
})  # fmt: skip
_FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.system", "os.kill", "pty.", "webbrowser.", "ftplib.",
    "http.", "imaplib.", "poplib.", "smtplib.", "urllib.",
)  # fmt: skip
# What changes a file or folder, beside opening it; paths are its first arguments.
_CHANGES: Final = (
    "os.chflags", "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove",
    "os.rename", "os.rmdir", "os.setxattr", "os.symlink", "os.truncate", "os.utime",
    "shutil.",
)  # fmt: skip
_TWO_PATHS: Final = ("os.link", "os.rename", "os.symlink", "shutil.")
_MODULE: Final = 2**20
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def main() -> None:
    """Do the task named on the command line; answer with one JSON object."""
    head = json.loads(sys.stdin.buffer.readline())
    _limit(head["limits"])
    writable = str(head["limits"].get("writable", ""))

    def payload() -> bytes:
        whole = sys.stdin.buffer.read()
        sys.addaudithook(guard(writable))
        return whole

    sys.stdout.buffer.write(answer(sys.argv[1], head["request"], payload))
    sys.stdout.buffer.flush()


def answer(
    task: str, request: Mapping[str, Any], payload: Callable[[], bytes]
) -> bytes:
    """Return what `task` makes of a request, as JSON, or what it was stopped by.

    Args:
        task: One of `TASKS`.
        request: Its arguments.
        payload: What gives the untrusted bytes, called once the task is loaded.
    """
    name = str(request.get("name", "input"))
    module, function = TASKS[task]
    try:
        work: Callable[[Mapping[str, Any], bytes], object] = getattr(
            importlib.import_module(module), function
        )
    except ImportError as error:
        return json.dumps({"stopped": _not_installed(error)}).encode()
    said: dict[str, Any]
    try:
        return json.dumps({"answer": work(request, payload())}).encode()
    except InputRefusedError as error:
        said = {"refused": _parts(error)}
    except ComplianceError as error:
        said = {"stopped": {**_parts(error), "exit_code": error.exit_code}}
    except MemoryError:
        said = _refused(name, "child-memory", "reading it takes too much memory")
    except RecursionError:
        said = _refused(name, "too-deep", "it is nested too deep")
    except Exception as error:  # noqa: BLE001  # whatever a reader does, it is refused
        incident = f"{type(error).__name__} in {Path(module).name}"
        said = _refused(name, "reader-failed", f"the reader stopped ({incident})")
    return json.dumps(said).encode()


def _not_installed(error: ImportError) -> dict[str, Any]:
    return {
        "code": "reader-missing",
        "where": error.name or "a reader",
        "what": "cannot be loaded",
        "why": " ".join(str(error).split())[:200],
        "remedy": "install the package again",
        "exit_code": EXIT_INTERNAL,
    }


def _refused(name: str, code: str, why: str) -> dict[str, Any]:
    return {
        "refused": {
            "code": code,
            "where": name,
            "what": "cannot be read",
            "why": why,
            "remedy": "it may be damaged or hostile; give another copy of it",
        }
    }


def _parts(error: ComplianceError) -> dict[str, str]:
    return {
        "code": error.code,
        "where": error.where,
        "what": error.what,
        "why": error.why,
        "remedy": error.remedy,
    }


def _limit(own: Mapping[str, int]) -> None:
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:
        return  # Windows: the parent watches

    def limit(which: int, soft: int, hard: int) -> None:
        # Nobody may raise a limit that whoever started us has set lower.
        most = resource.getrlimit(which)[1]
        if most != resource.RLIM_INFINITY:
            soft, hard = min(soft, most), min(hard, most)
        resource.setrlimit(which, (soft, hard))

    if sys.platform == "linux":
        limit(resource.RLIMIT_AS, own["memory"], own["memory"])
    # The soft limit ends the task with SIGXCPU, the hard one kills it.
    limit(resource.RLIMIT_CPU, own["cpu"], own["cpu"] + 1)
    limit(resource.RLIMIT_CORE, 0, 0)
    # Python keeps modules it has compiled; one cut off here would be kept for good.
    longest = max(own["answer"], own.get("file", 0), _MODULE)
    limit(resource.RLIMIT_FSIZE, longest, longest)


def guard(writable: str) -> Callable[[str, tuple[Any, ...]], None]:
    """Return an audit hook that keeps a task to its bytes.

    It refuses sockets, processes, and every change of a file or folder outside
    `writable` (an empty text: every one).

    Source: Python documentation, "Audit events table".
    """
    within = os.path.realpath(writable) if writable else None

    def lies_within(path: Any) -> bool:
        if within is None or not isinstance(path, str | bytes | os.PathLike):
            return False
        real = os.path.realpath(os.fsdecode(path))
        return real == within or real.startswith(within + os.sep)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"{event} is not for a reader")
        if event == "open":
            # A number is a file that is open already, and was let pass then.
            if (
                not isinstance(args[0], int)
                and _writes(args)
                and not lies_within(args[0])
            ):
                raise PermissionError("a reader writes nothing")
        elif event.startswith(_CHANGES):
            paths = args[: 2 if event.startswith(_TWO_PATHS) else 1]
            if not all(lies_within(path) for path in paths):
                raise PermissionError(f"{event} is not for a reader")

    return hook


def _writes(args: tuple[Any, ...]) -> bool:
    mode, flags = args[1], args[2]
    by_mode = isinstance(mode, str) and bool(set(mode) & set("wax+"))
    return by_mode or (isinstance(flags, int) and bool(flags & _WRITING))


if __name__ == "__main__":
    main()
