"""Why somebody is not in a channel, or why there is none, in sentences that say what to do."""

_PERSON = {
    "no_account": "No Teams account is known for them. Whoever keeps their agency's people on the "
    "register can add it.",
    "kept_apart": "No agreement lets everybody in the channel know of them, so they are left out.",
    "guest": "They are not there as a guest yet, or guests are not let in: ask an administrator to invite "
    "them, or to make the channel private.",
    "other_tenant": "Their organisation is not set up for shared channels: the administrators of both "
    "have to allow B2B direct connect.",
    "not_in_directory": "Their account is not in the directory: ask an administrator to invite them as a "
    "guest, or to correct the register.",
    "not_in_team": "They are not in the team yet. It is tried again by itself.",
    "full": "The team takes nobody else: ask an administrator.",
}
_SOMEHOW = "Teams did not let them in. Their own service, or an administrator, can say more."
_WHOLE = {
    "not_permitted": "Teamaround may not make channels here yet: an administrator has to grant its "
    "permissions.",
    "not_signed_in": "Teamaround cannot sign in to Microsoft 365: an administrator has to renew its "
    "credentials.",
    "name_taken": "The team has, or had within 30 days, a channel of that name: give the case a new "
    "reference.",
    "name_forbidden": "Teams does not take that name: give the case a new reference.",
    "full": "There is no room for another channel: an administrator has to make room.",
    "not_in_directory": "The account that owns the teams is not in the directory: an administrator has to "
    "correct the setting.",
    "other_tenant": "Shared channels are not set up with the other organisations: an administrator has to "
    "allow B2B direct connect.",
    "guest": "A guest is in the way: an administrator has to look at who is in the team.",
    "no_owner": "The team has no owner: an administrator has to give it one.",
    "archived": "The team is archived: an administrator has to bring it back.",
    "wrong_kind": "Teams refuses this kind of channel here: an administrator has to allow it, or to set "
    "another kind.",
    "no_app": "Teamaround is not in the organisation's app catalogue: an administrator has to upload it.",
}
_WHOLE_SOMEHOW = "Teams refuses to make it: an administrator has to look into Teamaround's log."


def why_missing(word: str) -> str:
    """Why somebody is not in the channel, and what to do about it."""
    return _PERSON.get(word, _SOMEHOW)


def why_stuck(word: str) -> str:
    """Why the whole channel does not come about, and what an administrator has to do."""
    return _WHOLE.get(word, _WHOLE_SOMEHOW)
