"""Microsoft Graph. Channels arrive here with the secure-channel work; nothing of it is needed to ask and answer."""
