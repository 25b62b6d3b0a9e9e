"""The files of the sandbox's page: its own, and those of a few npm packages."""

from pathlib import Path

from aiohttp import web

_HERE = Path(__file__).parent
PAGE = _HERE / "page"
NODE_MODULES = _HERE.parent / "node_modules"
# What the page may load of the npm packages: the folders made for browsers, and nothing beside them.
PUBLIC = ("@fontsource-variable/open-sans/files", "adaptivecards/dist", "dompurify/dist", "markdown-it/dist")
# The browser asks each time whether a file has changed, so that an edited page shows at once.
_FRESH = {"Cache-Control": "no-cache"}


async def _index(_request: web.Request) -> web.StreamResponse:
    return _file("index.html", PAGE)


async def _page(request: web.Request) -> web.StreamResponse:
    return _file(request.match_info["path"], PAGE)


async def _npm(request: web.Request) -> web.StreamResponse:
    path = request.match_info["path"]
    for folder in PUBLIC:
        if path.startswith(f"{folder}/"):
            return _file(path.removeprefix(f"{folder}/"), NODE_MODULES / folder)
    raise web.HTTPNotFound


def _file(path: str, folder: Path) -> web.FileResponse:
    """A file in that folder; 404 for anything else, also for what only seems to be in it."""
    home, wanted = folder.resolve(), (folder / path).resolve()
    if not wanted.is_relative_to(home) or not wanted.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(wanted, headers=_FRESH)


ROUTES = (
    web.get("/", _index),
    web.get("/page/{path:.+}", _page),
    web.get("/npm/{path:.+}", _npm),
)
