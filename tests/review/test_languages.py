"""English has words for all that the page says, and no more."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from fastapi.testclient import TestClient

from tests.review.words import FOLDER, words


def test_every_word_has_its_english_and_none_is_left_over() -> None:
    with (FOLDER / "locale" / "en.po").open("rb") as stream:
        english = {str(one.id): str(one.string) for one in read_po(stream) if one.id}
    needed = dict(words())
    assert sorted((text, needed[text]) for text in needed if not english.get(text)) == []
    assert sorted(set(english) - set(needed)) == []
    for text, told in english.items():
        assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", told)), text


@pytest.mark.parametrize("path", ["/", "/awards", "/audit", "/scores", "/queue", "/upload"])
def test_the_switch_is_an_address_and_stays(client: TestClient, path: str) -> None:
    assert '<html lang="vi"' in client.get(path).text
    english = client.get(f"{path}?lang=en")
    assert '<html lang="en"' in english.text
    assert ">Overview</a>" in english.text
    client.cookies.set("lang", "en")
    assert '<html lang="en"' in client.get(path).text
    assert '<html lang="vi"' in client.get(f"{path}?lang=vi").text


def test_an_unknown_language_is_vietnamese(client: TestClient) -> None:
    assert '<html lang="vi"' in client.get("/awards?lang=../../x").text
