"""Brings in the 1,300 modules that msgraph-sdk would otherwise import during its first calls."""

from msgraph.generated.models.aad_user_conversation_member import AadUserConversationMember
from msgraph.generated.models.channel import Channel
from msgraph.generated.models.channel_collection_response import ChannelCollectionResponse
from msgraph.generated.models.chat_message import ChatMessage
from msgraph.generated.models.chat_message_collection_response import ChatMessageCollectionResponse
from msgraph.generated.models.conversation_member_collection_response import (
    ConversationMemberCollectionResponse,
)
from msgraph.generated.models.drive_item import DriveItem
from msgraph.generated.models.item_retention_label import ItemRetentionLabel
from msgraph.generated.models.o_data_errors.main_error import MainError
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.presence import Presence
from msgraph.generated.models.subscription import Subscription
from msgraph.generated.models.subscription_collection_response import SubscriptionCollectionResponse
from msgraph.generated.models.team import Team
from msgraph.generated.models.team_collection_response import TeamCollectionResponse
from msgraph.generated.models.teams_app_collection_response import TeamsAppCollectionResponse
from msgraph.generated.models.teams_app_installation import TeamsAppInstallation
from msgraph.generated.models.teams_app_installation_collection_response import (
    TeamsAppInstallationCollectionResponse,
)
from msgraph.generated.models.teams_async_operation import TeamsAsyncOperation
from msgraph.generated.models.teams_tab import TeamsTab
from msgraph.generated.models.teams_tab_collection_response import TeamsTabCollectionResponse
from msgraph.generated.models.user import User
from msgraph.generated.models.user_collection_response import UserCollectionResponse

_MODELS = (
    AadUserConversationMember,
    Channel,
    ChannelCollectionResponse,
    ChatMessage,
    ChatMessageCollectionResponse,
    ConversationMemberCollectionResponse,
    DriveItem,
    ItemRetentionLabel,
    MainError,
    ODataError,
    Presence,
    Subscription,
    SubscriptionCollectionResponse,
    Team,
    TeamCollectionResponse,
    TeamsAppCollectionResponse,
    TeamsAppInstallation,
    TeamsAppInstallationCollectionResponse,
    TeamsAsyncOperation,
    TeamsTab,
    TeamsTabCollectionResponse,
    User,
    UserCollectionResponse,
)


def warm() -> None:
    """Have each model that we read import the ones it consists of: it does so when it is first read."""
    for model in _MODELS:
        model().get_field_deserializers()
