"""Ways to say how one wants to hear of updates."""

import pytest

from cases.commands import EditUpdates, MuteCase, Muted, NotUnderstood, SetUpdates, Timeline, Who
from cases.model import ConversationId
from cases.query import Query
from dialogs.recognise import recognise

HERE = ConversationId("19:case")

SAID = {
    "my updates": EditUpdates(),
    "Update settings": EditUpdates(),
    "change my update settings, please": EditUpdates(),
    "my quiet hours": EditUpdates(),
    "send me updates once a day": SetUpdates("daily"),
    "send me updates daily at 8.15": SetUpdates("daily", daily_at="08:15"),
    "updates once a day at 4pm": SetUpdates("daily", daily_at="16:00"),
    "updates at once": SetUpdates("at once"),
    "Tell me updates straight away": SetUpdates("at once"),
    "updates every 30 minutes": SetUpdates("30"),
    "updates every half an hour": SetUpdates("30"),
    "updates every two hours": SetUpdates("120"),
    "send me news every hour": SetUpdates("60"),
    "updates hourly": SetUpdates("60"),
    "only what needs me": SetUpdates("mine"),
    "send me only what needs me": SetUpdates("mine"),
    "quiet from 17:30 to 08:30": SetUpdates(quiet_from="17:30", quiet_to="08:30"),
    "quiet from 6 pm until 9am": SetUpdates(quiet_from="18:00", quiet_to="09:00"),
    "my quiet hours are 12am to noon": SetUpdates(quiet_from="00:00", quiet_to="12:00"),
    "quiet from 25:00 to 08:61": SetUpdates(quiet_from="25:00", quiet_to="08:61"),
    "no quiet hours": SetUpdates(loud=True),
    "my time zone is Dublin": SetUpdates(zone="Europe/Dublin"),
    "set my time zone to Asia/Kolkata": SetUpdates(zone="Asia/Kolkata"),
    "my time zone is New York": SetUpdates(zone="America/New_York"),
    "my timezone is Atlantis": SetUpdates(zone="Atlantis"),
    "at most 5 messages a day": SetUpdates(budget="5"),
    "what is muted?": Muted(),
    "What's muted": Muted(),
    "which cases have I muted?": Muted(),
    "mute this case": MuteCase(Query(conversation_id=HERE)),
    "mute lumo-tavi": MuteCase(Query(reference="lumo-tavi")),
    "please mute the case lumo-tavi": MuteCase(Query(reference="lumo-tavi")),
    "unmute lumo-tavi": MuteCase(Query(reference="lumo-tavi"), back=True),
    "un-mute the case": MuteCase(Query(conversation_id=HERE), back=True),
    "stop updates about this case": MuteCase(Query(conversation_id=HERE)),
    "mute the case for Robin Example": MuteCase(Query(name="Robin Example")),
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_of_updates_is_understood(text):
    assert recognise(text, HERE) == SAID[text]


@pytest.mark.parametrize("text", ["mute this case", "unmute the case"])
def test_without_a_channel_this_case_is_none(text):
    assert recognise(text) == MuteCase(back=text.startswith("un"))


@pytest.mark.parametrize(
    "text",
    [
        "who is working with Daily News?",
        "Quiet Robin Example",
        "updates on Robin Example",
        "mute Robin Example",
        "what is new with Robin Example",
        "once a day",
    ],
)
def test_what_others_mean_is_left_to_them(text):
    assert isinstance(recognise(text, HERE), Who | Timeline | NotUnderstood)
