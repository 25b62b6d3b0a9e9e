"""Who we are to Entra, through azure-identity. Slow to import (0.5 s)."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from azure.identity.aio import (
    CertificateCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
    WorkloadIdentityCredential,
)


class Proof(StrEnum):
    """How we prove it."""

    MANAGED_IDENTITY = "managed_identity"
    WORKLOAD_IDENTITY = "workload_identity"
    CERTIFICATE = "certificate"
    SECRET = "secret"  # noqa: S105 - the kind of proof, no secret


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks for tokens. ``path`` is a certificate's PEM, or the file of a federated token."""

    proof: Proof
    client_id: str
    tenant_id: str
    authority: str
    secret: str = ""
    path: Path | None = None


class AccessToken(Protocol):
    """A token and when it ends."""

    @property
    def token(self) -> str:
        """What goes into the header."""
        ...

    @property
    def expires_on(self) -> int:
        """Seconds since 1970."""
        ...


class Credential(Protocol):
    """What is used of azure-identity's asynchronous credentials."""

    async def get_token(self, *scopes: str) -> AccessToken:
        """A token for these scopes. Raises AzureError."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


def credential(who: Applicant) -> Credential:
    """Azure-identity's credential for that proof."""
    match who.proof:
        case Proof.MANAGED_IDENTITY:
            return ManagedIdentityCredential(client_id=who.client_id)
        case Proof.WORKLOAD_IDENTITY:
            # Without a path, azure-identity takes what the platform put into AZURE_FEDERATED_TOKEN_FILE.
            given = {"token_file_path": str(who.path)} if who.path else {}
            return WorkloadIdentityCredential(
                tenant_id=who.tenant_id, client_id=who.client_id, authority=who.authority, **given
            )
        case Proof.CERTIFICATE:
            return CertificateCredential(who.tenant_id, who.client_id, str(who.path), authority=who.authority)
        case Proof.SECRET:
            return ClientSecretCredential(who.tenant_id, who.client_id, who.secret, authority=who.authority)
