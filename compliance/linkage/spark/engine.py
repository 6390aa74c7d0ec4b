"""Works linked with entries on Spark: which step runs where, and what goes between.

Nothing of the size of the catalog passes the driver: it holds the works, sends them in
slices, learns from a sample of bounded size, and collects what was judged.
"""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np

from compliance.frontdoor import refusal
from compliance.linkage.matching.engine import BATCH, Linked, in_order, joined, sample
from compliance.linkage.matching.table import Table, rows_of
from compliance.linkage.matching.weights import Counts, Model, learn
from compliance.linkage.spark import tasks
from compliance.linkage.spark.session import LOCAL, session

_PER_CORE: Final = 2
"""Tasks per core, so that none waits long for the slowest."""
_LARGEST: Final = 20_000
"""Works of a slice at most, as a task holds a slice."""


def link(
    works: Table,
    parts: Sequence[Path],
    *,
    itself: bool = False,
    assumed: Counts | None = None,
    master: str = LOCAL,
) -> Linked:
    """Return what `matching.engine.link` returns, worked out on Spark.

    Args:
        works: The works.
        parts: Folders of saved parts, under a path that is the same for every executor;
            rows are numbered through in their order.
        itself: Whether the works are the entries, in their order.
        assumed: Pairs of known kind that are counted beside those learnt from.
        master: ``local[N]`` or the URL of a cluster.

    Raises:
        InputRefusedError: an executor cannot read a part.
        UsageError: Spark or Java is not installed.
        InternalError: Spark fails.
    """
    with session(master) as context:
        return linked(context, works, parts, itself=itself, assumed=assumed)


def linked(
    context: Any,
    works: Table,
    parts: Sequence[Path],
    *,
    itself: bool = False,
    assumed: Counts | None = None,
) -> Linked:
    """Return what `link` returns, with a Spark that is running already."""
    folders = tuple(str(part.absolute()) for part in parts)
    rows = _rows(context, folders)
    cores = context.defaultParallelism
    bounds = _bounds(len(works.years), -(-cores * _PER_CORE // len(folders)))
    sent = tuple(
        context.broadcast(rows_of(works, first, last))
        for first, last in pairwise(bounds)
    )
    firsts = tuple(np.cumsum([0, *rows])[:-1].tolist())
    plan = tasks.Plan(folders, firsts, sum(rows), bounds, sent, itself)
    groups = max(cores, len(sent))
    known = _known(context, plan, groups)
    sampled = known.mapValues(partial(sample, works=len(works.years))).collect()
    sampled.sort(key=lambda batch: batch[0])
    model = learn(joined([evidence for _, evidence in sampled]), assumed)
    result = _settled(context, known, model, groups)
    for each in sent:
        each.destroy()
    return result


def _rows(context: Any, folders: Sequence[str]) -> list[int]:
    """Return how many rows each part has, as the executors find it."""
    found = context.parallelize(folders, len(folders)).map(tasks.opened).collect()
    for folder, (_, why) in zip(folders, found, strict=True):
        if why:
            raise refusal(
                "part-not-shared", Path(folder).name, "an executor cannot search it", why,
                "put the index where every executor finds it under the same path",
            )  # fmt: skip
    return [rows for rows, _ in found]


def _bounds(works: int, wanted: int) -> tuple[int, ...]:
    """Return where slices begin, and the end: about as many as wanted, none too large."""
    batches = -(-works // BATCH)
    slices = max(1, -(-works // _LARGEST), min(wanted, batches))
    size = max(1, -(-batches // slices)) * BATCH
    return (*range(0, max(works, 1), size), works)


def _known(context: Any, plan: tasks.Plan, groups: int) -> Any:
    """Return what is known of all pairs, by batch."""
    size = len(plan.folders)
    counts = (
        context.parallelize(range(size), size)
        .flatMap(partial(tasks.words_in, plan.folders))
        .groupByKey(size)
        .flatMap(lambda each: tasks.summed(*each))
        .groupByKey(size)
        .flatMap(lambda each: tasks.spread(len(plan.works), *each))
        .partitionBy(plan.cells)
    )
    chosen = (
        counts.flatMap(lambda each: tasks.found_in(plan, *each))
        .reduceByKey(tasks.better, groups)
        .flatMap(lambda each: tasks.chosen_in(plan, *each))
        .groupByKey(plan.cells)
    )
    return (
        counts.join(chosen, plan.cells)
        .flatMap(lambda each: tasks.compared_in(plan, each[0], *each[1]))
        .groupByKey(groups)
        .map(lambda each: tasks.known_of(*each))
    )


def _settled(context: Any, known: Any, model: Model, groups: int) -> Linked:
    """Return all pairs with their probabilities."""
    learnt = context.broadcast(model)
    found = (
        known.mapPartitions(lambda each: tasks.judged_in(learnt.value, groups, each))
        .groupByKey(groups)
        .map(lambda each: tasks.settled_in(learnt.value, each[1]))
        .collect()
    )
    evidence = joined([each.evidence for each in found])
    nothing = np.zeros(0)
    probability = np.concatenate([nothing, *(each.probability for each in found)])
    weight = np.concatenate([nothing, *(each.weight for each in found)])
    learnt.destroy()
    return in_order(evidence, probability, weight, model)
