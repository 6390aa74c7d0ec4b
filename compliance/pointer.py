"""JSON pointers (RFC 6901) into nested JSON values."""

from collections.abc import Mapping, Sequence

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def parts(at: str) -> tuple[str, ...]:
    """Return the unescaped reference tokens of pointer `at`.

    >>> parts("/crawled/domains/0")
    ('crawled', 'domains', '0')
    >>> parts("/a~1b")
    ('a/b',)

    Source: RFC 6901, section 4.
    """
    if not at:
        return ()
    return tuple(p.replace("~1", "/").replace("~0", "~") for p in at[1:].split("/"))


def join(*tokens: str | int) -> str:
    """Return the pointer made of `tokens`.

    >>> join("a/b", 0)
    '/a~1b/0'
    """
    return "".join("/" + str(t).replace("~", "~0").replace("/", "~1") for t in tokens)


def get(data: object, at: str) -> object:
    """Return the value of `data` at pointer `at`, or ``None`` where there is none.

    >>> get({"a": [1, {"b": 2}]}, "/a/1/b")
    2
    >>> get({"a": 1}, "/b/c") is None
    True
    """
    value = data
    for token in parts(at):
        if isinstance(value, Mapping):
            value = value.get(token)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if not token.isascii() or not token.isdigit() or int(token) >= len(value):
                return None
            value = value[int(token)]
        else:
            return None
    return value


def build(given: Mapping[str, object]) -> dict[str, object]:
    """Return the smallest object that holds each value of `given` at its pointer.

    Lists are given whole; a pointer never names a list index.

    >>> build({"/a/b": 1, "/a/c": [2]})
    {'a': {'b': 1, 'c': [2]}}
    """
    root: dict[str, object] = {}
    for at, value in given.items():
        *parents, last = parts(at)
        node = root
        for token in parents:
            child = node.setdefault(token, {})
            if not isinstance(child, dict):
                raise ValueError(f"{at}: {token} already holds a value")
            node = child
        node[last] = value
    return root
