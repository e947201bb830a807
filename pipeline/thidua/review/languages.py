"""Vietnamese first, English second: gettext catalogues, compiled from `locale/*.po` when the page starts."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"

Translate = Callable[[str], str]


def N_(text: str) -> str:  # noqa: N802 - gettext's name for words that are translated later
    """Mark text for translation where it cannot be translated yet."""
    return text


@cache
def translator(language: str) -> Translate:
    """Return what turns Vietnamese words into those of a language."""
    if language == DEFAULT:
        return str
    with files("thidua.review").joinpath("locale", f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled).gettext
