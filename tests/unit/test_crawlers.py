import pytest

from compliance.crawlers import crawlers_in, load_crawlers, switches_in
from compliance.datafiles import root

KNOWN = load_crawlers(root())


def tokens(text: str) -> list[str]:
    """Return the crawlers that `text` names."""
    return [mention.text for mention in crawlers_in(text, KNOWN)]


def test_every_listed_token_is_met() -> None:
    """A listed user agent, with its version, is known by its token."""
    met = {}
    for token, switch in ((each.token, each.switch) for each in KNOWN.values()):
        text = f"Mozilla/5.0 (compatible; {token}/1.0; +https://alder.example/bot)"
        found = switches_in(text, KNOWN) if switch else crawlers_in(text, KNOWN)
        met[token] = [(mention.text, mention.known) for mention in found]

    assert len(met) > 150
    assert not {token: each for token, each in met.items() if each != [(token, True)]}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GPTBot", ["GPTBot"]),
        ("gptbot and GPTBOT", ["GPTBot"]),
        ("ClaudeBot, Bytespider; CCBot.", ["ClaudeBot", "Bytespider", "CCBot"]),
        ("AcmeBot, Acme-Crawler, AcmeSpider", ["AcmeBot", "Acme-Crawler", "AcmeSpider"]),
        ("acme_bot/2.0 and acme-fetch/1.3", ["acme_bot", "acme-fetch"]),
        ("Der Crawler heißt LindenBot", ["LindenBot"]),
        ("Robot indeksujący LindenBot", ["LindenBot"]),
        ("Cursor/1.0", ["Cursor"]),
        ("Our operator moved the cursor; the spider wrote code", []),
        ("Spider, Operator, Code, Cursor, OpenAI", []),
        ("robots, robots.txt, the robot, a bot, bots", []),
        ("Crawler, our crawler, Web Crawler, web-crawler, Webcrawler, KI-Crawler", []),
        ("Chatbot, Chatbots, Talbot, Turbospider, Searchbot", []),
        ("HTTP/1.1, TCP/IP, Mozilla/5.0, Python/3.11, 24/7", []),
        ("see acmebot.example or bot@acmebot.example", []),
        ("https://alder.example/AcmeBot", []),
        ("acmebot, Hanabot, Rubot", []),
        ("Google-Extended", []),
        ("Googlebot and Googlebot-Image", ["Googlebot", "Googlebot-Image"]),
        ("N/A", []),
        ("", []),
    ],
)  # fmt: skip
def test_crawlers_are_named_not_described(text: str, found: list[str]) -> None:
    """A token is a name; the plain words for crawlers are none."""
    assert tokens(text) == found


def test_switches_are_no_crawlers() -> None:
    """A token that only robots.txt knows never visits."""
    text = "GPTBot, Google-Extended, Applebot-Extended"

    assert [m.text for m in switches_in(text, KNOWN)] == [
        "Google-Extended",
        "Applebot-Extended",
    ]
    assert tokens(text) == ["GPTBot"]


def test_unknown_tokens_are_told_apart() -> None:
    """What no list knows is marked so, and both say where they stand."""
    text = "AcmeBot, then GPTBot"

    found = crawlers_in(text, KNOWN)

    assert [(m.known, text[m.start : m.end]) for m in found] == [
        (False, "AcmeBot"),
        (True, "GPTBot"),
    ]


def test_what_the_list_says_is_kept() -> None:
    """Operator and word on robots.txt are the list's."""
    assert (KNOWN["bytespider"].operator, KNOWN["bytespider"].respects) == (
        "ByteDance",
        "no",
    )
    assert KNOWN["gptbot"].respects == "yes"
    assert {each.respects for each in KNOWN.values()} == {"yes", "no", "not known"}
