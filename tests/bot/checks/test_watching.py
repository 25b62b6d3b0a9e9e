"""Each team tells of changes: watched when it is new, renewed in time, watched anew when that has lapsed."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.channels.watching import EVERY, WatchKeeper
from cases.model import ConversationId
from cases.ports_casework import CaseTeam
from cases.ports_channels import TeamId
from cases.ports_tenant import RefusedError, TenantError, ThrottledError, Why
from cases.ports_watch import Heard, Members, News, Watch, Watching
from tests.bot.checks.conftest import CASE, LONG_AGO, TEAM, Town
from tests.fakes_watch import FakeWatch
from tests.fakes_watchings import FakeWatchings

LASTING = timedelta(hours=71)


class Graph(FakeWatch):
    """Subscriptions, where ``refusing`` are raised by the next that are to be made."""

    refusing: list[TenantError] = []  # noqa: RUF012 - set anew by whoever uses it

    async def watch(self, *given: object) -> Watching:
        if self.refusing:
            raise self.refusing.pop()
        return await super().watch(*given)


@dataclass
class Post:
    """A keeper, and what it has."""

    town: Town
    keeper: WatchKeeper
    graph: Graph
    kept: FakeWatchings

    async def held(self):
        (one,) = await self.kept.all()
        return one

    def checked(self) -> list[str]:
        """The teams of which all channels are to be checked at once, in order."""
        return [
            work.ids[0]
            for work in self.town.works("check.team")
            if work.not_before and work.not_before <= self.town.now() + timedelta(seconds=10)
        ]

    async def hear(self, what: News, team: str | None = None, channel: str | None = None) -> None:
        about = (TeamId(team) if team else None, ConversationId(channel) if channel else None)
        await self.keeper.heard(Heard((await self.held()).id, *about, what))


@pytest.fixture
def post(here: Town) -> Post:
    graph, kept = Graph([TEAM, "other"], here.now, timedelta(hours=72)), FakeWatchings()

    async def watch() -> Watch:
        return graph

    keeper = WatchKeeper(here.fake.desk, here.book, kept, watch, LASTING, here.fake.clock)
    return Post(here, keeper, graph, kept)


async def test_a_team_is_watched_once_it_is_ready_and_its_channels_checked(post: Post):
    post.town.book.kept = [replace(post.town.book.kept[0], ready=False)]
    await post.keeper.look_after()
    assert (post.graph.asked, post.kept.rows) == ([], {})
    post.town.book.kept = [replace(post.town.book.kept[0], ready=True)]
    await post.keeper.look_after()
    held = await post.held()
    assert (held.team, held.until) == (TEAM, post.town.now() + LASTING)
    assert held.secret == post.graph.secrets[held.id]
    assert 40 <= len(held.secret) <= 128
    assert await post.keeper.secret_of(held.id) == held.secret
    assert await post.keeper.secret_of("unknown") is None
    assert post.checked() == [TEAM]


async def test_a_team_made_for_one_case_is_watched_as_a_whole(post: Post):
    post.town.book.kept = [replace(post.town.book.kept[0], case_id=CASE)]
    await post.keeper.look_after()
    (one,) = await post.graph.watching()
    assert one.members is Members.OF_TEAM


async def test_it_is_renewed_long_before_it_ends_and_never_lapses(post: Post):
    await post.keeper.look_after()
    first, asked = await post.held(), len(post.town.works("check.team"))
    for _ in range(int(timedelta(days=7) / EVERY)):
        post.town.fake.clock.advance(EVERY)
        await post.keeper.look_after()
        held = await post.held()
        assert held.until - post.town.now() >= LASTING / 2 - EVERY
        assert [one.until for one in await post.graph.watching()] == [held.until]
    assert (held.id, held.secret) == (first.id, first.secret)
    assert len([name for name, _ in post.graph.asked if name == "renew"]) < 8
    assert len(post.town.works("check.team")) == asked


async def test_one_that_has_lapsed_is_made_anew_with_another_secret_and_all_is_checked(post: Post):
    await post.keeper.look_after()
    first = await post.held()
    post.town.fake.clock.advance(timedelta(days=4))
    await post.keeper.look_after()
    held = await post.held()
    assert held.id != first.id
    assert held.secret != first.secret
    assert len(post.town.works("check.team")) == 4


async def test_one_that_ended_without_a_word_is_made_anew(post: Post):
    await post.keeper.look_after()
    first = await post.held()
    await post.graph.unwatch(first.id)
    await post.keeper.look_after()
    assert (await post.held()).id != first.id


async def test_what_is_watched_of_a_team_that_is_none_of_ours_any_more_is_forgotten(post: Post):
    await post.keeper.look_after()
    post.town.book.kept = []
    await post.keeper.look_after()
    assert post.kept.rows == {}


@pytest.mark.parametrize("wrong", [ThrottledError(1.0), RefusedError(Why.UNREACHED, "Say where.")])
async def test_where_one_team_cannot_be_watched_the_others_are(post: Post, wrong: Exception):
    post.town.book.kept += [CaseTeam("other", "Cases 2", LONG_AGO, ready=True)]

    post.graph.refusing = [wrong]
    await post.keeper.look_after()
    assert [one.team for one in await post.kept.all()] == ["other"]
    await post.keeper.look_after()
    assert len(post.kept.rows) == 2


async def test_while_graph_does_not_answer_nothing_is_lost(post: Post):
    await post.keeper.look_after()
    held = await post.held()
    post.graph.failing = [ThrottledError(1.0)]
    await post.keeper.look_after()
    assert await post.held() == held


async def test_news_of_a_member_have_the_case_checked_soon_and_when_nothing_lags(post: Post):
    await post.keeper.look_after()
    for what in (News.CREATED, News.UPDATED, News.DELETED, News.CREATED):
        await post.hear(what, TEAM, post.town.channel.id)
    soon, late = sorted(post.town.works("check"), key=lambda work: work.not_before)
    assert soon.ids == late.ids == (CASE,)
    assert soon.not_before - post.town.now() <= timedelta(seconds=10)
    assert late.not_before - post.town.now() >= timedelta(minutes=15)


async def test_news_of_a_channel_that_is_no_cases_are_nothing(post: Post):
    await post.keeper.look_after()
    before = dict(post.town.fake.ledger.work)
    await post.hear(News.CREATED, TEAM, "19:general@thread.tacv2")
    await post.keeper.heard(Heard("unknown", None, None, News.MISSED))
    await post.keeper.heard(Heard("unknown", None, None, News.REMOVED))
    await post.keeper.heard(Heard("unknown", None, None, News.REAUTHORIZE))
    assert post.town.fake.ledger.work == before


async def test_news_of_a_team_have_all_its_channels_checked(post: Post):
    await post.keeper.look_after()
    post.town.fake.clock.advance(timedelta(minutes=1))
    await post.hear(News.DELETED, TEAM)
    assert post.checked() == [TEAM, TEAM]


async def test_missed_news_have_all_checked(post: Post):
    await post.keeper.look_after()
    post.town.fake.clock.advance(timedelta(minutes=1))
    await post.hear(News.MISSED)
    assert post.checked() == [TEAM, TEAM]


async def test_one_that_was_removed_is_made_anew_at_once(post: Post):
    await post.keeper.look_after()
    post.town.fake.clock.advance(timedelta(minutes=1))
    await post.hear(News.REMOVED)
    assert post.kept.rows == {}
    assert [work.name for work in post.town.works("watch")] == ["watch"]
    await post.keeper.look_after()
    assert len(post.kept.rows) == 1


async def test_asked_whether_we_still_may_we_say_so_and_renew(post: Post):
    await post.keeper.look_after()
    post.town.fake.clock.advance(timedelta(hours=1))
    await post.hear(News.REAUTHORIZE)
    await post.hear(News.REAUTHORIZE)
    (work,) = post.town.works("reauthorize")
    await post.keeper.reauthorize(*work.ids)
    assert [name for name, _ in post.graph.asked[-2:]] == ["reauthorize", "renew"]
    assert (await post.held()).until == post.town.now() + LASTING


async def test_one_that_is_over_when_asked_about_is_looked_after_anew(post: Post):
    await post.keeper.look_after()
    held = await post.held()
    await post.graph.unwatch(held.id)
    await post.keeper.reauthorize(held.id)
    await post.keeper.reauthorize("unknown")
    assert post.kept.rows == {}
    assert len(post.town.works("watch")) == 1
