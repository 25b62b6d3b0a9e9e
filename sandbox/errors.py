"""The sandbox's refusals.

SandboxError
├── ContractError   a call of ours under /sandbox was wrong: status and one sentence
└── ConnectorError  the Bot Connector refuses the bot: status, Microsoft's error code, message
"""


class SandboxError(Exception):
    """Something was asked of the sandbox that it refuses."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class ContractError(SandboxError):
    """A call under /sandbox that cannot be answered. ``message`` is one sentence for the caller."""


class ConnectorError(SandboxError):
    """A call of the bot that the real connector refuses too. ``retry_after`` is in seconds."""

    def __init__(self, status: int, code: str, message: str, retry_after: float | None = None) -> None:
        super().__init__(status, message)
        self.code = code
        self.retry_after = retry_after
