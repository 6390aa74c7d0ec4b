"""What a long list of crawled hosts against a catalog's domains costs.

``.venv/bin/python bench/domains/measure.py [--hosts N] [--domains N]``: hosts and
domains are made from a seed: subdomains, addresses, other spellings, punycode and
letters that look like Latin ones.
"""

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from compliance.datafiles import root
from compliance.domains import load_platforms
from compliance.linkage.hosts import host_links
from compliance.linkage.names import load_confusables

SUFFIXES = ("com", "org", "net", "de", "fr", "co.uk", "com.br", "github.io", "gov.pl")
BELOW = ("", "www.", "m.", "shop.", "news.a.", "static.cdn.")
LATIN_TO_CYRILLIC = str.maketrans("aeopcx", "аеорсх")
SYLLABLES = ("ba", "ce", "do", "fin", "gar", "hel", "jo", "ka", "lum", "mer", "nox")


def names(count: int, dice: random.Random) -> list[str]:
    """Return registrable domains, each once."""
    found: dict[str, None] = {}
    while len(found) < count:
        stem = "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(3, 6)))
        found[f"{stem}.{dice.choice(SUFFIXES)}"] = None
    return list(found)


def spelt(domain: str, dice: random.Random) -> str:
    """Return a host below `domain` as crawls and filings write it."""
    host = f"{dice.choice(BELOW)}{domain}"
    match dice.randrange(20):
        case 0:
            return f"https://{host.upper()}:443/a/b?c"
        case 1:
            return host.translate(LATIN_TO_CYRILLIC)
        case 2:
            return host.replace(".", "。").replace("a", "ａ")
        case 3:
            return f"{host}."
        case _:
            return host


def crawled(count: int, own: list[str], dice: random.Random) -> Iterator[str]:
    """Yield hosts, one in ten of them below one of the catalog's domains."""
    others = names(count // 3, dice)
    for _ in range(count):
        yield spelt(dice.choice(own if dice.random() < 0.1 else others), dice)


def main() -> None:
    """Print one line of a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--hosts", type=int, default=1_000_000)
    asked.add_argument("--domains", type=int, default=100_000)
    given = asked.parse_args()
    dice = random.Random(20260802)  # noqa: S311  # a bench, not a secret
    own = names(given.domains, dice)
    hosts = list(crawled(given.hosts, own, dice))
    platforms, confusables = load_platforms(root()), load_confusables(root())
    wall, cpu = time.perf_counter(), time.process_time()
    links = Counter(
        (link.method, link.alike)
        for link in host_links(hosts, own, platforms, confusables)
    )
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        "| Hosts | Domains | Links | of them look-alikes | Wall s | CPU s | Peak MB |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|")
    alike = sum(count for (_, disguised), count in links.items() if disguised)
    print(
        f"| {given.hosts:,} | {given.domains:,} | {links.total():,} | {alike:,} "
        f"| {wall:.1f} | {cpu:.1f} | {peak:,} |"
    )


if __name__ == "__main__":
    main()
