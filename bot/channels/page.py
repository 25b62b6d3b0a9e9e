"""The page behind the tab of each case's channel. The same for everybody, about nobody."""

from aiohttp import web

_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How this channel works</title>
<style>
:root { color-scheme: light dark; --text: #242424; --page: #ffffff; --line: #5b5fc7; }
@media (prefers-color-scheme: dark) { :root { --text: #f5f5f5; --page: #1f1f1f; --line: #9299f7; } }
body { margin: 0 auto; max-width: 40rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1.0625rem/1.5 "Segoe UI", system-ui, sans-serif; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 0.25rem; padding-left: 0.75rem;
  border-left: 4px solid var(--line); }
p { margin: 0.25rem 0 0.75rem; }
</style>
</head>
<body>
<main>
<h1>How this channel works</h1>
<p>This channel is for the people who work with one child or one family, from all their agencies.</p>
<h2>Who is in it</h2>
<p>Whoever is recorded as working with the child, and may be known to everybody else here. Tell Teamaround
that you have started, or stopped, and the channel follows. Nobody is added by hand: whoever is does not stay,
and the lead is told. An account of the service owns the channel; nobody reads along with it.</p>
<h2>What to write here</h2>
<p>What everybody in it needs to know, and may know. Case notes stay in your agency's own system. What is
written here can be asked for, by the family as well.</p>
<h2>What to ask</h2>
<p>Write <strong>@Teamaround who is working with this child?</strong> and you hear what everybody here may
hear. Ask in your own chat with Teamaround for what only you may.</p>
<h2>When the case is closed</h2>
<p>The channel is archived: it can be read, and nobody can write. It comes back with the case, if that is
opened again.</p>
</main>
</body>
</html>
"""
# Teams shows a tab in a frame; nobody else is to.
_SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors https://teams.microsoft.com "
        "https://*.teams.microsoft.com https://*.cloud.microsoft https://*.office.com"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=3600",
}


async def about(_: web.Request) -> web.Response:
    """The page."""
    return web.Response(text=_PAGE, content_type="text/html", charset="utf-8", headers=_SAFE)
