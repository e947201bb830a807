"""Groups of articles by the links found so far, so that large ones need not be linked each with each.

Of n reprints there are n² / 2 pairs. Up to MANY members every pair is looked at and kept; what joins a larger group is
linked once, since it then belongs with all of them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

MANY = 24
Member = TypeVar("Member", bound=Hashable)


class Groups(Generic[Member]):
    """Members in groups that grow together; iteration is over those that were ever joined.

    >>> groups = Groups()
    >>> groups.join("a", "b")
    >>> groups.join("b", "c")
    >>> groups.top("c") == groups.top("a"), groups.top("d") == groups.top("a"), groups.size("c"), sorted(groups)
    (True, False, 3, ['a', 'b', 'c'])
    """

    def __init__(self) -> None:
        self._above: dict[Member, Member] = {}
        self._sizes: dict[Member, int] = {}

    def __iter__(self) -> Iterator[Member]:
        return iter(self._above)

    def top(self, member: Member) -> Member:
        """Return the one that stands for the group of a member."""
        path = []
        while (above := self._above.get(member, member)) != member:
            path.append(member)
            member = above
        for passed in path:
            self._above[passed] = member
        return member

    def size(self, member: Member) -> int:
        """Return how many are in the group of a member."""
        return self._sizes.get(self.top(member), 1)

    def join(self, one: Member, other: Member) -> None:
        """Make the groups of two members one."""
        a, b = self.top(one), self.top(other)
        large, small = (a, b) if self.size(a) >= self.size(b) else (b, a)
        self._above.setdefault(large, large)
        if a != b:
            self._sizes[large] = self.size(large) + self.size(small)
            self._above[small] = large

    def are_settled(self, one: Member, other: Member) -> bool:
        """Whether two members are in one group that has so many members that it tells nothing more to compare them."""
        return self.top(one) == self.top(other) and self.size(one) >= MANY
