"""The spaCy side: underthesea's syllables as tokens, its words, chunks and entities as layers, thidua's mentions as spans.

The only package that imports underthesea. `doc.text` equals the text that went in, always. Layers live in `doc.spans`
("words", "chunks", "ner", and one key per mention kind, "thidua_form" and so on), because mentions overlap and
`doc.ents` cannot; displaCy draws any of them with `style="span", options={"spans_key": …}`.

>>> doc = create()("Bộ Công an tặng Bằng khen cho 3 tập thể.")
>>> [span.text for span in doc.spans["thidua_form"]]
['Bằng khen']

Words, parts of speech, chunks and entities come from underthesea's bundled models. The engine "fast" computes their
features itself, in time that grows with the number of tokens of a sentence; "plain" calls underthesea's own functions.
The answers are the same (`benchmarks/nlp_equality.py`). Choose with `create(…, engine="plain")`, with `{"engine":
"plain"}` in the config of a component, or with the argument of `words`, `parts`, `chunks`, `entities` and `rows`, which
take one sentence and answer with offsets. One thing neither engine can help: underthesea's token expression is slow on
thousands of letters and dots with no space between («a.a.a.…»).

>>> entities("Ông Lê Văn Tám sống ở Hà Nội")
[(4, 14, 'PER'), (22, 28, 'LOC')]
>>> doc = create(["words"], pos=True)("Công an tặng quà")
>>> [(span.text, span.label_) for span in doc.spans["words"]]
[('Công an', 'N'), ('tặng', 'V'), ('quà', 'N')]
"""

from thidua.nlp.layers import (
    LAYERS,
    create,
    create_chunks,
    create_mentions,
    create_ner,
    create_sentences,
    create_words,
    sentences,
)
from thidua.nlp.row import Row
from thidua.nlp.tagging import chunks, entities, parts, rows, words
from thidua.nlp.tokens import SyllableTokenizer, create_tokenizer, syllables

__all__ = [
    "LAYERS",
    "Row",
    "SyllableTokenizer",
    "chunks",
    "create",
    "create_chunks",
    "create_mentions",
    "create_ner",
    "create_sentences",
    "create_tokenizer",
    "create_words",
    "entities",
    "parts",
    "rows",
    "sentences",
    "syllables",
    "words",
]
