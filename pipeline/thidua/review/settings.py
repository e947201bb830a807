"""What can be set for the review page, and what settings do not go together."""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = "127.0.0.1"


class SettingsError(ValueError):
    """Settings that would open the database to people who should not see it; one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the page is served.

    `token` is asked of everyone who has not signed in. `proxy_header` names the header in which a proxy in front says
    who is asking; who comes without it is refused. `read_only` takes no write at all, and only then several workers may answer.
    """

    db: str
    host: str = LOOPBACK
    port: int = 8765
    token: str | None = None
    proxy_header: str | None = None
    hosts: tuple[str, ...] = ()  # names by which a browser may ask, beside localhost and addresses
    read_only: bool = False
    rules: Path | None = None
    workers: int = 1  # processes that answer
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)  # signs the sessions

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < _SHORTEST:
            raise SettingsError(f"the token is shorter than {_SHORTEST} characters; anybody could guess it")
        if not is_loopback(self.host) and not (self.token or self.proxy_header):
            raise SettingsError(
                f"{self.host} can be reached from other machines: give --token, or --behind-proxy HEADER where a proxy "
                "signs people in"
            )
        if self.token and self.proxy_header:
            raise SettingsError("--token and --behind-proxy exclude one another")
        if self.workers > 1 and not self.read_only:
            raise SettingsError("more than one worker needs --read-only: a correction would show in one of them only")


_SHORTEST = 12


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
