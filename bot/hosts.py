"""Where the bot may send its token: the allow-list of service hosts."""

from collections.abc import Iterable

from yarl import URL

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_REMEMBERED = 256


class ServiceHosts:
    """The hosts that may be called, over https on its own port.

    An entry such as ``smba.trafficmanager.net`` allows that host alone; ``.teams.example`` allows every host
    below that domain. Subdomains are never implied: under trafficmanager.net anybody may register a name, and
    names there may hold dots (Microsoft's own ``smba.onyx.prod.teams`` does).

    ``loopback`` is for the demo and the tests: it allows this machine too, on any port and without TLS.
    """

    def __init__(self, allowed: Iterable[str], *, loopback: bool = False) -> None:
        entries = {entry.strip().lower() for entry in allowed}
        self._exact = frozenset(entry for entry in entries if not entry.startswith("."))
        self._domains = tuple(entry for entry in entries if entry.startswith("."))
        self._loopback = loopback
        self._known: dict[str, str] = {}

    def base(self, service_url: str) -> str | None:
        """The service URL as calls are built on it, without a trailing slash; None if it is not allowed."""
        known = self._known.get(service_url)
        if known is not None:
            return known
        base = self._checked(service_url)
        if base is not None and len(self._known) < _REMEMBERED:
            self._known[service_url] = base
        return base

    def _checked(self, service_url: str) -> str | None:
        # The parser that checks is the parser aiohttp connects with: two parsers may disagree about the host.
        try:
            url = URL(service_url)
            port = url.explicit_port
        except (ValueError, TypeError):
            return None
        if (
            url.raw_user is not None
            or url.raw_password is not None
            or url.raw_query_string
            or url.raw_fragment
        ):
            return None
        host = (url.raw_host or "").lower()
        secure = url.scheme == "https" and port in (None, 443) and self._allows(host)
        local = self._loopback and url.scheme in ("http", "https") and host in _LOOPBACK
        if not (secure or local):
            return None
        return f"{url.scheme}://{url.raw_authority}{url.raw_path}".rstrip("/")

    def _allows(self, host: str) -> bool:
        return host in self._exact or host.endswith(self._domains)
