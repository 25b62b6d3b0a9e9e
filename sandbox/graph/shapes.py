"""The bodies that Graph takes, with the documented properties of v1.0 and no other.

What only the service sets, and what the local Graph has no use for, is accepted and not looked at.
"""

from typing import Any, Literal

import msgspec


class Documented(msgspec.Struct, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """An object with documented properties only."""

    odata_type: str | None = msgspec.field(name="@odata.type", default=None)
    odata_context: str | None = msgspec.field(name="@odata.context", default=None)
    odata_etag: str | None = msgspec.field(name="@odata.etag", default=None)


class MemberBody(Documented):
    """conversationMember and aadUserConversationMember."""

    id: str | None = None
    roles: list[str] | None = None
    display_name: str | None = None
    visible_history_start_date_time: str | None = None
    email: str | None = None
    tenant_id: str | None = None
    user_id: str | None = None
    user: dict[str, Any] | None = None
    user_bind: str | None = msgspec.field(name="user@odata.bind", default=None)


class MembersBody(Documented):
    """The parameters of ``conversationMember: add``."""

    values: list[MemberBody]


class ChannelBody(Documented):
    """channel."""

    id: str | None = None
    created_date_time: str | None = None
    original_created_date_time: str | None = None
    description: str | None = None
    display_name: str | None = None
    email: str | None = None
    is_archived: bool | None = None
    is_favorite_by_default: bool | None = None
    layout_type: Literal["post", "chat"] | None = None
    membership_type: Literal["standard", "private", "shared"] | None = None
    migration_mode: str | None = None
    summary: dict[str, Any] | None = None
    tenant_id: str | None = None
    web_url: str | None = None
    members: list[MemberBody] | None = None
    creation_mode: str | None = msgspec.field(name="@microsoft.graph.channelCreationMode", default=None)


class TeamBody(Documented):
    """team."""

    id: str | None = None
    classification: str | None = None
    created_date_time: str | None = None
    description: str | None = None
    display_name: str | None = None
    first_channel_name: str | None = None
    fun_settings: dict[str, Any] | None = None
    guest_settings: dict[str, Any] | None = None
    internal_id: str | None = None
    is_archived: bool | None = None
    member_settings: dict[str, Any] | None = None
    messaging_settings: dict[str, Any] | None = None
    specialization: str | None = None
    summary: dict[str, Any] | None = None
    tenant_id: str | None = None
    visibility: Literal["private", "public"] | None = None
    web_url: str | None = None
    channels: list[ChannelBody] | None = None
    members: list[MemberBody] | None = None
    installed_apps: list[dict[str, Any]] | None = None
    template_bind: str | None = msgspec.field(name="template@odata.bind", default=None)
    group_bind: str | None = msgspec.field(name="group@odata.bind", default=None)
    creation_mode: str | None = msgspec.field(name="@microsoft.graph.teamCreationMode", default=None)


class ArchiveBody(Documented):
    """The parameters of ``archive``."""

    should_set_spo_site_read_only_for_members: bool | None = None


class InstallationBody(Documented):
    """teamsAppInstallation."""

    id: str | None = None
    consented_permission_set: dict[str, Any] | None = None
    app_bind: str | None = msgspec.field(name="teamsApp@odata.bind", default=None)


class ReferenceBody(Documented):
    """A reference to something else."""

    odata_id: str = msgspec.field(name="@odata.id")


class TabConfiguration(Documented):
    """teamsTabConfiguration."""

    content_url: str | None = None
    entity_id: str | None = None
    remove_url: str | None = None
    website_url: str | None = None


class TabBody(Documented):
    """teamsTab."""

    id: str | None = None
    display_name: str | None = None
    web_url: str | None = None
    configuration: TabConfiguration | None = None
    app_bind: str | None = msgspec.field(name="teamsApp@odata.bind", default=None)


class PresencesBody(Documented):
    """The parameters of ``getPresencesByUserId``."""

    ids: list[str]


class LabelBody(Documented):
    """itemRetentionLabel."""

    id: str | None = None
    is_label_applied_explicitly: bool | None = None
    label_applied_by: dict[str, Any] | None = None
    label_applied_date_time: str | None = None
    name: str | None = None
    retention_settings: dict[str, Any] | None = None


class SubscriptionBody(Documented):
    """subscription."""

    id: str | None = None
    application_id: str | None = None
    change_type: str | None = None
    client_state: str | None = None
    creator_id: str | None = None
    encryption_certificate: str | None = None
    encryption_certificate_id: str | None = None
    expiration_date_time: str | None = None
    include_resource_data: bool | None = None
    latest_supported_tls_version: Literal["v1_0", "v1_1", "v1_2", "v1_3"] | None = None
    lifecycle_notification_url: str | None = None
    notification_query_options: str | None = None
    notification_url: str | None = None
    notification_url_app_id: str | None = None
    resource: str | None = None


class BatchItem(msgspec.Struct, forbid_unknown_fields=True, rename="camel", kw_only=True):
    """One request of a batch."""

    id: str
    method: str
    url: str
    headers: dict[str, str] = {}
    body: Any = None
    depends_on: list[str] = []


class BatchBody(msgspec.Struct, forbid_unknown_fields=True):
    """A batch."""

    requests: list[BatchItem]
