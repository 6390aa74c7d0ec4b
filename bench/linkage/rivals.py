"""Other ways to link the same files: Splink on DuckDB, TF-IDF neighbours, exact joins.

Each takes a set and gives an `Answer`. Text is normalised in DuckDB for all of them:
lower case, no accents, words of letters and digits. Needs the extra ``bench``.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from sets import Set
from sklearn.feature_extraction.text import TfidfVectorizer
from sparse_dot_topn import sp_matmul_topn
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_THREADS: Final = 2
_NORMAL: Final = (
    "nullif(trim(regexp_replace(lower(strip_accents({0})),"
    " '[^\\p{{L}}\\p{{N}}]+', ' ', 'g')), '')"
)
_WORDS: Final = (
    "list_distinct(string_split(concat_ws(' ', title, creators, container), ' '))"
)
_PREFIXES: Final = (
    ("substr(title, 1, 8)",),
    ("substr(creators, 1, 6)", "substr(title, 1, 3)"),
    ("substr(creators, 1, 6)", "year"),
)
"""What two names must begin with alike to be compared: one of these."""
_FAINT: Final = 0.01
"""Probability below which Splink need not tell of a pair."""
_PAIRS: Final = 2e6
"""Pairs from which Splink learns how often others agree by chance."""
_EXACT_SHARE: Final = 0.25
"""Share of the pairs that are the same whose title and creators are alike to the
letter, which Splink wants to be told; a guess, as nobody knows it."""
_NEAREST: Final = 10
_LEAST: Final = 0.2


class Answer(NamedTuple):
    """What an engine says."""

    works: Any
    """Arrays of rows of works and of entries, and what the engine thinks of the pairs."""
    rows: Any
    scores: Any
    among: Callable[[], tuple[int, int]] | None = None
    """Counts the pairs that were compared, and the true ones among them, if these are
    not the pairs that are told of; not timed."""


def _opened(given: Set) -> duckdb.DuckDBPyConnection:
    """Return a database with the names of `given`, normal; blank ones are null."""
    base = duckdb.connect(config={"threads": _THREADS, "memory_limit": "12GB"})
    columns = ", ".join(
        f"{_NORMAL.format(name)} as {name}"
        for name in ("title", "creators", "container")
    )
    for name in ("entries",) if given.itself else ("entries", "works"):
        base.execute(
            f"create table {name} as select record_id::bigint as unique_id, {columns},"
            " nullif(trim(first_date), '') as year"
            f" from read_parquet('{given.folder}/{name}-*.parquet')"
        )
    ends = "least(work, row) as work, greatest(work, row) as row"
    base.execute(
        f"create view truth as select {ends if given.itself else 'work, row'}"
        f" from read_parquet('{given.folder}/truth.parquet')"
    )
    return base


def exact(given: Set) -> Answer:
    """Link what has the same title and the same creators."""
    base = _opened(given)
    works, order = (
        ("entries", "and w.unique_id < e.unique_id") if given.itself else ("works", "")
    )
    found = base.execute(
        "select w.unique_id as work, e.unique_id as row"
        f" from {works} w join entries e on w.title = e.title"
        f" and w.creators is not distinct from e.creators {order}"
    ).fetchnumpy()
    count = len(found["work"])
    return Answer(found["work"], found["row"], np.ones(count))


def neighbours(given: Set) -> Answer:
    """Link each work with the entries whose 3-grams are most alike, by their rarity."""
    base = _opened(given)
    text = (
        "select coalesce(concat_ws(' ', title, creators, container, year), '')"
        " from {} order by unique_id"
    )
    entries = [row for (row,) in base.execute(text.format("entries")).fetchall()]
    grams = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), dtype=np.float32)
    right = grams.fit_transform(entries)
    if given.itself:
        left = right
    else:
        works = [row for (row,) in base.execute(text.format("works")).fetchall()]
        left = grams.transform(works)
    found = sp_matmul_topn(
        left, right.T.tocsr(), top_n=_NEAREST + given.itself, threshold=_LEAST,
        sort=True, n_threads=_THREADS,
    ).tocoo()  # fmt: skip
    one, other, score = (
        found.row.astype(np.int64),
        found.col.astype(np.int64),
        found.data,
    )
    if given.itself:
        kept = one != other
        one, other, score = one[kept], other[kept], score[kept]
        pairs = np.minimum(one, other) << 32 | np.maximum(one, other)
        pairs, first = np.unique(pairs, return_index=True)
        one, other, score = pairs >> 32, pairs & 0xFFFFFFFF, score[first]
    return Answer(one, other, score)


def by_prefix(given: Set, *, plain: bool = False) -> Answer:
    """Link with Splink what begins alike; `plain` compares titles by spelling alone."""
    rules = [block_on(*columns) for columns in _PREFIXES]
    return _splink(given, _opened(given), rules, plain=plain)


def by_rare_words(given: Set, words: int) -> Answer:
    """Link with Splink what shares one of the `words` rarest words of each name."""
    base = _opened(given)
    tables = ("entries",) if given.itself else ("entries", "works")
    every = " union all ".join(
        f"select {_WORDS} as words from {name}" for name in tables
    )
    base.execute(
        "create table rarity as select word, count(*) as count"
        f" from (select unnest(words) as word from ({every})) group by word"
    )
    for name in tables:
        base.execute(
            f"create table worded as with said as (select unique_id, unnest({_WORDS}) as word"
            f" from {name}), ranked as (select unique_id, word, row_number() over"
            " (partition by unique_id order by count, word) as rank"
            " from said join rarity using (word)),"
            " chosen as (select unique_id, list(word order by rank) as rare"
            f" from ranked where rank <= {words} group by unique_id)"
            f" select n.*, coalesce(rare, []) as rare from {name} n"
            " left join chosen using (unique_id)"
        )
        base.execute(f"drop table {name}; alter table worded rename to {name}")
    return _splink(given, base, [block_on("rare", arrays_to_explode=["rare"])])


def _spelt_alike() -> list[Any]:
    """Return comparisons of titles and creators by spelling."""
    return [
        cl.JaroWinklerAtThresholds(column, thresholds).configure(
            term_frequency_adjustments=True
        )
        for column, thresholds in (
            ("title", [0.95, 0.9, 0.8]),
            ("creators", [0.95, 0.85, 0.7]),
        )
    ]


def _words_alike() -> list[Any]:
    """Return the same by spelling and by the share of words of the shorter side."""
    return [
        _compared("title", 0.8, 0.5),
        _compared("creators", 0.65, 0.3),
    ]


def _compared(column: str, most: float, some: float) -> Any:
    shared = (
        f"len(list_intersect({column}_words_l, {column}_words_r))"
        f" >= {{}} * least(len({column}_words_l), len({column}_words_r))"
    )
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column, term_frequency_adjustments=True),
            cll.JaroWinklerLevel(column, 0.95),
            cll.CustomLevel(shared.format(most)),
            cll.JaroWinklerLevel(column, 0.88),
            cll.CustomLevel(shared.format(some)),
            cll.ElseLevel(),
        ],
    )


def _splink(
    given: Set,
    base: duckdb.DuckDBPyConnection,
    rules: list[Any],
    *,
    plain: bool = False,
) -> Answer:
    """Train Splink as its guide says, without labels, and compare what `rules` pair."""
    for name in ("entries",) if given.itself else ("entries", "works"):
        base.execute(
            f"create or replace table {name} as select *,"
            " list_distinct(string_split(title, ' ')) as title_words,"
            " list_distinct(string_split(creators, ' ')) as creators_words from " + name
        )
    settings = SettingsCreator(
        link_type="dedupe_only" if given.itself else "link_only",
        comparisons=[
            *(_spelt_alike if plain else _words_alike)(),
            cl.JaroWinklerAtThresholds("container", [0.9, 0.7]),
            cl.LevenshteinAtThresholds("year", 1),
        ],
        blocking_rules_to_generate_predictions=rules,
        retain_matching_columns=False,
    )
    api = DuckDBAPI(base)
    names = ["entries"] if given.itself else ["works", "entries"]
    tables = [api.register(name, dataset_display_name=name) for name in names]
    linker = Linker(tables, settings, log_level="ERROR")
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on("title", "creators")], recall=_EXACT_SHARE
    )
    training.estimate_u_using_random_sampling(max_pairs=_PAIRS, seed=1)
    training.estimate_parameters_using_expectation_maximisation(block_on("title"))
    training.estimate_parameters_using_expectation_maximisation(
        block_on("creators", "substr(title, 1, 3)")
    )
    blocked = linker.inference.compute_blocked_pairs_for_predict()
    found = linker.inference.predict(threshold_match_probability=_FAINT)
    left, right = ("l", "r") if given.itself else ("r", "l")
    pairs = base.execute(
        f"select unique_id_{left} as work, unique_id_{right} as row,"
        f" match_probability as score from {found.physical_name}"
    ).fetchnumpy()

    def among() -> tuple[int, int]:
        table = blocked.physical_name
        count = base.execute(f"select count(*) from {table}").fetchall()[0][0]
        met = (
            "b.join_key_l = t.work and b.join_key_r = t.row" if given.itself
            else "b.join_key_r = 'works-__-' || t.work"
            " and b.join_key_l = 'entries-__-' || t.row"
        )  # fmt: skip
        true = base.execute(
            f"select count(*) from truth t join {table} b on {met}"
        ).fetchall()[0][0]
        return count, true

    return Answer(pairs["work"], pairs["row"], pairs["score"], among)
