"""YAML as the rule files are written: scalars are strings, mappings know their lines."""

from __future__ import annotations

from typing import Any

import yaml

# libyaml where PyYAML was built with it: the rules load in a third of the time.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Lines(_Loader):  # type: ignore[misc]
    """Every scalar stays a string, every mapping remembers its line under "__line__", a repeated key is an error."""


def _mapping(loader: _Lines, node: yaml.MappingNode) -> dict[str, Any]:
    result: dict[str, Any] = {"__line__": node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in result:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} stands twice", key_node.start_mark)
        result[key] = loader.construct_object(value_node, deep=True)
    return result


_Lines.yaml_implicit_resolvers = {}
_Lines.add_constructor("tag:yaml.org,2002:map", _mapping)


class NoYamlError(ValueError):
    """A text that is no YAML: where (from 1), and what is wrong."""

    def __init__(self, line: int | None, problem: str) -> None:
        super().__init__(problem)
        self.line, self.problem = line, problem


def parse(text: str) -> Any:
    """Return the content of a text; NoYamlError where it is no YAML."""
    try:
        return yaml.load(text, Loader=_Lines)  # noqa: S506 - _Lines is a safe loader
    except yaml.MarkedYAMLError as error:
        raise NoYamlError(error.problem_mark.line + 1 if error.problem_mark else None, str(error.problem)) from None
