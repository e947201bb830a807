"""The weights of a CRFsuite model file, read without CRFsuite.

A tagger only answers with tags. What the fast engine needs besides is which attributes a model knows at all (an
unknown one adds nothing to any score, so it need not be built) and, for words, the weights themselves. The format is
CRFsuite's own, version 100: a header of offsets, a table of features, and labels and attributes as constant
databases that are read here by their backward index, so no hash function is needed.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_HEADER = struct.Struct("<4sI4s9I")
_DATABASE = struct.Struct("<4s5I")
_CHUNK = struct.Struct("<4s2I")
_RECORD = struct.Struct("<2I")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("target", "<u4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1


@dataclass(frozen=True, slots=True)
class Model:
    """Labels and attributes in the order of their ids; states[attribute, label] and transitions[label, label]."""

    labels: tuple[str, ...]
    attributes: tuple[str, ...]
    states: NDArray[np.float64]
    transitions: NDArray[np.float64]


def read_model(path: Path) -> Model:
    """Return what a model file says; ValueError if it is no first-order CRFsuite model."""
    data = path.read_bytes()
    if len(data) < _HEADER.size or data[:4] != b"lCRF":
        raise ValueError(f"{path.name} is no CRFsuite model")
    _, size, kind, version, _, _, _, features, labels, attributes, _, _ = _HEADER.unpack_from(data)
    if size != len(data) or kind != b"FOMC" or version != 100:
        raise ValueError(f"{path.name} is a CRFsuite model of another kind: {kind!r}, version {version}")
    names, keys = _strings(data, labels), _strings(data, attributes)
    _, _, count = _CHUNK.unpack_from(data, features)
    table = np.frombuffer(data, dtype=_FEATURE, count=count, offset=features + _CHUNK.size)
    states = np.zeros((len(keys), len(names)))
    transitions = np.zeros((len(names), len(names)))
    for target, rows in ((states, table[table["kind"] == _STATE]), (transitions, table[table["kind"] == _TRANSITION])):
        target[rows["source"], rows["target"]] = rows["weight"]
    return Model(names, keys, states, transitions)


def _strings(data: bytes, start: int) -> tuple[str, ...]:
    """Return the strings of a constant database in the order of their ids; each ends with a NUL."""
    magic, _, _, _, count, index = _DATABASE.unpack_from(data, start)
    if magic != b"CQDB":
        raise ValueError("a string table is missing in the CRFsuite model")
    result: list[str] = []
    for offset in struct.unpack_from(f"<{count}I", data, start + index):
        _, length = _RECORD.unpack_from(data, start + offset)
        begin = start + offset + _RECORD.size
        result.append(data[begin : begin + length - 1].decode("utf-8"))
    return tuple(result)
