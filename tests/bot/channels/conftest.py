"""The durable engine's databases, as the tests of the engine have them; workers on them, to be killed."""

from tests.bot.channels.storms import forks, opened
from tests.bot.work.conftest import engine_url, postgres_with_engine, url

__all__ = ["engine_url", "forks", "opened", "postgres_with_engine", "url"]
