"""How near predicted records come to gold ones."""

from thidua.evaluate.figures import Evaluation, Figure, Miss, Share, evaluate
from thidua.evaluate.files import FileError, load
from thidua.evaluate.groups import by_group
from thidua.evaluate.intervals import intervals
from thidua.evaluate.matching import fold

__all__ = ["Evaluation", "Figure", "FileError", "Miss", "Share", "by_group", "evaluate", "fold", "intervals", "load"]
