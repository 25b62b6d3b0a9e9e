"""Collections that Graph gives page by page."""

from collections.abc import AsyncIterator
from typing import Any, Protocol

from graph.client import Calls
from graph.rates import Call


class Pages(Protocol):
    """What is used of a builder of the SDK's."""

    async def get(self, configuration: Any = None) -> Any:  # noqa: ANN401 - the SDK's types are not followed
        """A page."""
        ...

    def with_url(self, raw_url: str) -> "Pages":
        """The same at another address."""
        ...


async def rows(calls: Calls, call: Call, builder: Pages, configuration: object = None) -> AsyncIterator[Any]:
    """Every row of a collection, each page in its turn. Raises TenantError."""
    page = await calls.make(call, lambda: builder.get(configuration))
    while page is not None:
        for row in page.value or ():
            yield row
        if not page.odata_next_link:
            return
        further = builder.with_url(calls.own(page.odata_next_link))
        page = await calls.make(call, further.get)
