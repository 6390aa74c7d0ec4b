"""The child process: limits first, then one task on untrusted bytes."""

import importlib
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from compliance.errors import EXIT_INTERNAL, ComplianceError, InputRefusedError

TASKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({
    "read-pdf": ("compliance.intake.pdf_form", "pdf_request"),
    "read-data": ("compliance.intake.reading", "data_request"),
    "context": ("compliance.intake.reading", "context_request"),
    "crosscheck": ("compliance.linkage.request", "cross_check_request"),
})  # fmt: skip
_FORBIDDEN: Final = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.system", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.symlink",
    "os.link", "os.truncate", "shutil.", "ftplib.", "smtplib.", "urllib.",
)  # fmt: skip


def main() -> None:
    """Do the task named on the command line; answer with one JSON object."""
    head = json.loads(_line(sys.stdin.buffer.readline()))
    _limit(head["limits"])
    module, function = TASKS[sys.argv[1]]
    answer = _answer(module, function, head["request"])
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


def _line(line: bytes) -> str:
    return line.decode()


def _answer(module: str, function: str, request: Mapping[str, Any]) -> dict[str, Any]:
    name = str(request.get("name", "input"))
    try:
        task: Callable[[Mapping[str, Any], bytes], object] = getattr(
            importlib.import_module(module), function
        )
    except ImportError as error:
        return {"stopped": _not_installed(error)}
    try:
        payload = sys.stdin.buffer.read()
        sys.addaudithook(_forbid)
        return {"answer": task(request, payload)}
    except InputRefusedError as error:
        return {"refused": _parts(error)}
    except ComplianceError as error:
        return {"stopped": {**_parts(error), "exit_code": error.exit_code}}
    except MemoryError:
        return _refused(name, "child-memory", "reading it takes too much memory")
    except RecursionError:
        return _refused(name, "too-deep", "it is nested too deep")
    except Exception as error:  # noqa: BLE001  # whatever a reader does, it is refused
        incident = f"{type(error).__name__} in {Path(module).name}"
        return _refused(name, "reader-failed", f"the reader stopped ({incident})")


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
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (own["memory"], own["memory"]))
    # The soft limit ends the task with SIGXCPU, the hard one kills it.
    resource.setrlimit(resource.RLIMIT_CPU, (own["cpu"], own["cpu"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (own["answer"], own["answer"]))


def _forbid(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} is not for a reader")
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        raise PermissionError("a reader writes nothing")


if __name__ == "__main__":
    main()
