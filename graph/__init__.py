"""Microsoft Graph: channels, members, directory. ``graph.tenant`` brings msgraph-sdk: import it late."""
