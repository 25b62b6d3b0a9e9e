"""The durable engine's databases, as the tests of the engine have them."""

from tests.bot.work.conftest import engine_url, postgres_with_engine, url

__all__ = ["engine_url", "postgres_with_engine", "url"]
