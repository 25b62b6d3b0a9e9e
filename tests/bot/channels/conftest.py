"""The durable engine's databases, as the tests of the engine have them."""

from tests.bot.work.conftest import engine_url, file_with_engine, postgres_with_engine, url

__all__ = ["engine_url", "file_with_engine", "postgres_with_engine", "url"]
