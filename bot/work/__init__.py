"""Durable background work. Only this package knows the engine that it runs on (docs/decisions/0009)."""
