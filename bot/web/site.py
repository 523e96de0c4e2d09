"""Where the pages are served: which names the site answers to, and how its cookies are set."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

    from starlette.responses import Response

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""How a browser on this machine names it."""


@dataclass(frozen=True)
class Site:
    """One public address, None where the pages are for this machine only.

    ``address`` is what a person types to get here: it ends without a slash.
    """

    address: str
    hosts: frozenset[str]
    secure: bool

    @classmethod
    def of(cls, public_url: str | None, listen: tuple[str, int]) -> Site:
        """Make the site from the settings: the public address, and where the server listens."""
        if public_url is None:
            host, port = listen
            shown = f"[{host}]" if ":" in host else host
            return cls(f"http://{shown}:{port}", LOOPBACK | {host.lower()}, secure=False)
        parts = urlsplit(public_url)
        hosts = LOOPBACK | {(parts.hostname or "").lower()}
        return cls(public_url.rstrip("/"), hosts, secure=parts.scheme == "https")

    @property
    def local(self) -> bool:
        """Tell whether the pages are for this machine only: no public address, and no other name."""
        return self.hosts <= LOOPBACK

    def knows(self, host: str) -> bool:
        """Tell whether a Host header, with or without its port, names this site."""
        return _hostname(host) in self.hosts

    def set_cookie(
        self,
        response: Response,
        name: str,
        value: str,
        *,
        max_age: int | None = None,
        same_site: Literal["lax", "strict"] = "lax",
    ) -> None:
        """Set a cookie that no script reads; without ``max_age`` (seconds) it goes with the browser."""
        response.set_cookie(
            self._named(name),
            value,
            max_age=max_age,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite=same_site,
        )

    def clear_cookie(self, response: Response, name: str) -> None:
        """Take a cookie away."""
        response.delete_cookie(self._named(name), path="/", secure=self.secure, httponly=True)

    def cookie(self, cookies: Mapping[str, str], name: str) -> str | None:
        """Return the value of a cookie that a browser sent, None without one."""
        return cookies.get(self._named(name)) or None

    def _named(self, name: str) -> str:
        # The prefix makes a browser refuse it from another host and over plain HTTP.
        return f"__Host-{name}" if self.secure else name


def is_loopback(host: str) -> bool:
    """Tell whether a host, with or without its port, is this machine itself."""
    for name in (host, _hostname(host)):
        try:
            return name == "localhost" or ip_address(name).is_loopback
        except ValueError:
            continue
    return False


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
