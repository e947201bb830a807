"""A superset ends wherever the expression ends: what it passes over, the expression does not match."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from thidua.rules import load_rules, marked
from thidua.superset import needed_letters, superset


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"hạng (?:nhất|ba)(?!\w)", r"hạng (?:nhất|ba)\W"),
        (r"(?:lá\s+)?cờ(?=\s*,\s*bằng khen)", r"cờ(?:\s*,\s*bằng khen)"),
        (r"khen(?=\s*(?:[.;]|$))", "khen"),  # the end of a text is not always that of a scan
        (r"a|b(?:\s+c)?", "a|b"),
        (r"[(|)]x{2,5}", r"[(|)]x{2,}"),
        (r"(?P<name>giải)?", r"(?:giải)?"),
        (r"(?P<name>cờ) đỏ|(?P<name>lá) cờ", r"(?:cờ) đỏ|(?:lá) cờ"),  # two groups of one name
        (r"giải\s+[abc](?!\w)(?P<more>(?:\s*,\s*nhì)*)", r"giải\s+[abc]\W"),  # a group that may be empty
        (
            r"(?:lá cờ|cờ(?=\s+[0-9])|khen(?=\s*(?:;|$)))(?:\s+nóng)?(?!\w)",
            r"lá cờ(?:\s+nóng)?\W|cờ(?:\s+[0-9])|khen(?=\s*(?:;|$))(?:\s+nóng)?\W",
        ),
        (r"\p{Lu}{1,3}\)(?!\w)", r"\p{Lu}{1,}\)\W"),
        (r"(?<!\w)(?:tặng|trao)", "(?:tặng|trao)"),
        # a macro that looks around stands in a group of its own
        (r"(?:(?<=tặng\s))BK(?:(?=\s+của|:))(?:\s+thưởng)?", r"(?:tặng\s)BK(?:\s+của|:)"),
    ],
)
def test_superset(expression: str, expected: str) -> None:
    assert superset(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[VM](?:F(?:,F)*|FQ)(?=C)A?", "F"),
        ("(?:K|P)x", "x"),
        ("(?<!O)N(?:&H){1,2}", "NH"),
        ("(?P<to>U|A)F|F(?:l){0,1}", "F"),
        ("A{0,2}", ""),
    ],
)
def test_needed_letters(expression: str, expected: str) -> None:
    assert needed_letters(expression) == frozenset(expected)


LOOKING = regex.compile(r"\(\?<?[=!]")


def without_lookarounds(expression: str) -> str:
    """Return an expression as a scan sees it."""
    while match := LOOKING.search(expression):
        depth, end = 1, match.end()
        while depth:
            if expression[end] == "\\":
                end += 1
            elif expression[end] == "[":
                end = expression.index("]", end + 2)
            else:
                depth += {"(": 1, ")": -1}.get(expression[end], 0)
            end += 1
        expression = expression[: match.start()] + "(?:)" + expression[end:]
    return expression


@pytest.mark.parametrize("kind", ["dates", "forms", "ranks"])
def test_every_accept_line_is_found_by_the_superset(kind: str) -> None:
    for rule in load_rules()[kind].rules:
        if rule.pattern is not None:
            wide = regex.compile(without_lookarounds(superset(rule.pattern.pattern)))
            for line in rule.accept:
                text = searched(line, on_text=rule.on_text)
                assert wide.search(f"{text}\n"), (rule.id, line)


def searched(line: str, *, on_text: bool) -> str:
    """Return the form of an accept line that the rule matches on."""
    text = marked(line)[0]
    return text.cased if on_text else text.key


@given(
    st.lists(st.sampled_from(["cờ", " ", ",", "bằng khen", "lá", "khen", ".", "hạng ba", "giải nhất", "x"])).map(
        "".join
    )
)
def test_where_there_is_a_match_there_is_one_of_the_superset(text: str) -> None:
    for expression in (r"(?:lá\s+)?cờ(?=\s*,\s*bằng khen)", r"(?<=giải )nhất(?!\w)", r"(?<!lá )cờ(?!\w)(?: hạng ba)?"):
        if regex.search(expression, text):
            assert regex.search(superset(expression), f"{text}\n")
