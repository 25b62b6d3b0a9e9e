"""What the app must be allowed, the least that does it, and what does not work without it.

The least-privileged ones are those that Microsoft's page of each call names; see docs/permissions.md.
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """An application permission. ``instead`` are wider ones that do as well; ``without`` is what then fails.

    One that is not ``needed`` can be left out by whoever can do without.
    """

    name: str
    use: str
    without: str
    instead: tuple[str, ...] = ()
    needed: bool = True

    def granted(self, roles: Collection[str]) -> bool:
        """Whether these application roles allow it."""
        return self.name in roles or any(wider in roles for wider in (*self.instead, *TOO_WIDE))


TOO_WIDE = ("Group.ReadWrite.All", "Directory.ReadWrite.All")
"""They allow almost everything here, and far more: better taken away."""

APPLICATION = (
    Permission(
        "Team.Create",
        "make a further team before the last one is full",
        "no team is made: somebody makes it by hand in time",
        ("Teamwork.Migrate.All",),
    ),
    Permission("Team.ReadBasic.All", "find teams", "a team that was made is not found again"),
    Permission(
        "TeamMember.Read.All",
        "find who is in a team",
        "nobody who leaves an agency is taken out of its teams",
        ("TeamMember.ReadWriteNonOwnerRole.All", "TeamMember.ReadWrite.All"),
    ),
    Permission(
        "TeamMember.ReadWriteNonOwnerRole.All",
        "add people to a team, which a private channel asks for, and take them out",
        "nobody can be added to a private channel",
        ("TeamMember.ReadWrite.All",),
    ),
    Permission(
        "Channel.Create", "make the channel of a case", "no case gets a channel", ("Teamwork.Migrate.All",)
    ),
    Permission(
        "Channel.ReadBasic.All",
        "find channels, count them",
        "a channel that was made is not found again",
        ("ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All"),
    ),
    Permission(
        "ChannelSettings.ReadWrite.All",
        "rename, archive and bring back channels",
        "a closed case stays open in Teams",
    ),
    Permission(
        "ChannelMember.ReadWrite.All",
        "let membership follow the register, and confirm who has access",
        "nobody is added to a channel, and nobody is removed",
    ),
    Permission(
        "TeamsAppInstallation.ReadWriteAndConsentSelfForTeam.All",
        "put the bot into a team that was made",
        "the bot is added to each new team by hand",
        (
            "TeamsAppInstallation.ReadWriteAndConsentForTeam.All",
            "TeamsAppInstallation.ManageSelectedForTeam.All",
        ),
    ),
    Permission(
        "TeamsAppInstallation.ManageSelectedForTeam.All",
        "put the bot into a channel",
        "the bot is deaf and mute in every case's channel",
        ("TeamsAppInstallation.ReadWriteForTeam.All",),
    ),
    Permission(
        "AppCatalog.Read.All",
        "find the app in the tenant's catalogue",
        "`TEAMAROUND_GRAPH_CATALOG_ID` has to be set",
        ("AppCatalog.ReadWrite.All",),
        needed=False,
    ),
    Permission(
        "TeamsAppInstallation.ReadWriteSelfForUser.All",
        "give the app to people who never had it, once there is something to tell them",
        "people without the app are not reached, and their managers hear who",
        (
            "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
            "TeamsAppInstallation.ReadWriteForUser.All",
            "TeamsAppInstallation.ReadWriteAndConsentForUser.All",
        ),
        needed=False,
    ),
    Permission(
        "TeamsAppInstallation.ReadForUser.All",
        "find somebody's chat with the bot, to look into it as the next one says",
        "as without the next one",
        (
            "TeamsAppInstallation.Read.All",
            "TeamsAppInstallation.ReadWriteSelfForUser.All",
            "TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All",
            "TeamsAppInstallation.ReadWriteForUser.All",
            "TeamsAppInstallation.ReadWriteAndConsentForUser.All",
        ),
        needed=False,
    ),
    Permission(
        "Chat.Read.WhereInstalled",
        "look, after a crash, whether a private message has arrived before it is sent again",
        "a crash in just that instant may tell somebody the same thing twice",
        ("Chat.ReadWrite.WhereInstalled", "Chat.Read.All", "Chat.ReadWrite.All"),
        needed=False,
    ),
    Permission(
        "TeamsTab.Create",
        "put a tab into a case's channel",
        "channels have no tab",
        ("TeamsTab.ReadWriteForTeam.All", "TeamsTab.ReadWrite.All"),
        needed=False,
    ),
    Permission(
        "TeamsTab.Read.All",
        "see whether the tab is there",
        "channels have no tab",
        ("TeamsTab.ReadWriteForTeam.All", "TeamsTab.ReadWrite.All"),
        needed=False,
    ),
    Permission(
        "User.Read.All",
        "hear who has left, whether an account is disabled or gone; what people are called, who manages whom",
        "leavers are known only when somebody says so, and people are called what the register calls them",
        ("Directory.Read.All",),
    ),
    Permission(
        "ProfilePhoto.Read.All",
        "show people's pictures",
        "profiles have no pictures",
        ("User.Read.All", "Directory.Read.All"),
        needed=False,
    ),
    Permission(
        "Presence.Read.All",
        "say whether somebody can be reached just now",
        "profiles say nothing about that",
        ("Presence.ReadWrite.All",),
        needed=False,
    ),
)

IF_WISHED = (
    Permission(
        "GroupMember.Read.All",
        "fill a service with the people of a group: `teamaround people from-group`",
        "people are named by their object ids, or imported",
        ("GroupMember.ReadWrite.All", "Group.Read.All", "Directory.Read.All"),
        needed=False,
    ),
    Permission(
        "ChannelMessage.Read.All",
        "look, after a crash, whether a card was posted before it posts again",
        "a crash in just that instant may leave a second card",
        needed=False,
    ),
    Permission(
        "Files.Read.All",
        "put a retention label on the files of a channel",
        "files get their label from a policy in Purview, or by hand",
        ("Files.ReadWrite.All", "Sites.ReadWrite.All", "Sites.FullControl.All"),
        needed=False,
    ),
)
"""They open to the app what it never needs to see: whoever wants what they are for weighs that first."""

RESOURCE_SPECIFIC = (
    Permission(
        "ChannelMember.Read.Group",
        "read who is in the channels of one team, and hear who comes and goes",
        "every answer in a channel goes to the asker privately",
    ),
)
"""What the app package asks of each team it is added to (``manifest/content.py``)."""
