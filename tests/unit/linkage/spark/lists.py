import pickle
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any


class Sent:
    """A value that every task has."""

    def __init__(self, value: Any) -> None:
        """Take the value."""
        self.value = value

    def destroy(self) -> None:
        """Do nothing: there is no other process that holds it."""


class Lists:
    """What Spark does with pieces, in lists, and in an order that nobody may rely on.

    Pieces are pickled on their way, as between processes.
    """

    def __init__(
        self, partitions: Iterable[Iterable[Any]], draw: random.Random
    ) -> None:
        """Take what is in each partition."""
        self._partitions = [list(partition) for partition in partitions]
        self._draw = draw

    def map(self, function: Callable[[Any], Any]) -> "Lists":
        """Return the result for each piece."""
        return self.flatMap(lambda piece: [function(piece)])

    def mapValues(self, function: Callable[[Any], Any]) -> "Lists":  # noqa: N802  # as Spark
        """Return keys with results for their values."""
        return self.map(lambda piece: (piece[0], function(piece[1])))

    def flatMap(self, function: Callable[[Any], Iterable[Any]]) -> "Lists":  # noqa: N802
        """Return all results of all pieces."""
        return self.mapPartitions(lambda pieces: chain(*map(function, pieces)))

    def mapPartitions(  # noqa: N802
        self, function: Callable[[Iterator[Any]], Iterable[Any]]
    ) -> "Lists":
        """Return all results of each partition."""
        return Lists([function(iter(each)) for each in self._partitions], self._draw)

    def partitionBy(self, count: int) -> "Lists":  # noqa: N802
        """Return the pieces of each key in a partition of its own, in a new order."""
        pieces = pickle.loads(pickle.dumps(list(chain(*self._partitions))))  # noqa: S301
        self._draw.shuffle(pieces)
        found = [[p for p in pieces if p[0] % count == each] for each in range(count)]
        return Lists(found, self._draw)

    def groupByKey(self, count: int) -> "Lists":  # noqa: N802
        """Return the values of each key."""

        def grouped(pieces: Iterator[Any]) -> Iterable[Any]:
            groups = defaultdict(list)
            for key, value in pieces:
                groups[key].append(value)
            return groups.items()

        return self.partitionBy(count).mapPartitions(grouped)

    def reduceByKey(self, function: Callable[[Any, Any], Any], count: int) -> "Lists":  # noqa: N802
        """Return the values of each key as one."""

        def reduced(values: list[Any]) -> Any:
            while len(values) > 1:
                values = [*values[2:], function(values[0], values[1])]
            return values[0]

        return self.groupByKey(count).mapValues(reduced)

    def join(self, other: "Lists", count: int) -> "Lists":
        """Return the values that both have of a key."""
        theirs = dict(chain(*other.partitionBy(count)._partitions))
        return self.partitionBy(count).flatMap(
            lambda each: (
                [(each[0], (each[1], theirs[each[0]]))] if each[0] in theirs else []
            )
        )

    def collect(self) -> list[Any]:
        """Return all pieces."""
        return list(chain(*self._partitions))


class Context:
    """What starts work on lists."""

    def __init__(self, cores: int) -> None:
        """Take how many tasks run at once, as Spark says it."""
        self.defaultParallelism = cores
        self._draw = random.Random(cores)  # noqa: S311  # nothing secret is drawn

    def broadcast(self, value: Any) -> Sent:
        """Return a value that every task has."""
        return Sent(value)

    def parallelize(self, pieces: Iterable[Any], count: int) -> Lists:
        """Return pieces, each in a partition of its own."""
        return Lists([[piece] for piece in pieces], self._draw)
