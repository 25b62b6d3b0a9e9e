"""Microsoft Graph: channels, members, directory. Asking and answering needs none of it yet."""
