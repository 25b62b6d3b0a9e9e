"""The shapes that the tables and the builder share."""

from typing import Any

Row = dict[str, Any]
World = dict[str, list[Row]]
