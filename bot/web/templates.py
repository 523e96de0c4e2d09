"""Pages from templates: everything that is put into one is escaped."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from starlette.responses import Response

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"


@cache
def _environment() -> Environment:
    # One for all pages of a process: what they share is compiled once.
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["static"] = static_address
    return environment


@dataclass(frozen=True)
class Templates:
    """The templates in ``bot/web/templates``. ``static('page.css')`` gives the address of a file there."""

    environment: Environment = field(default_factory=_environment)

    def text(self, name: str, **values: object) -> str:
        """Return a template filled in; a value that it misses raises ``UndefinedError``."""
        return self.environment.get_template(name).render(**values)

    def page(self, name: str, *, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """Return a template as an answer."""
        return HTMLResponse(self.text(name, **values), status)


def static_address(name: str) -> str:
    """Return the address of a static file: another one once the file changes, so it may be kept."""
    if name not in _VERSIONS:
        _VERSIONS[name] = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={_VERSIONS[name]}"


_VERSIONS: Final[dict[str, str]] = {}
"""Files of the program itself: they stay the same for as long as it runs."""
