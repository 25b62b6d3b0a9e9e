"""Every command and the dialog that answers it. A command that is not here cannot be asked for."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from cases.commands import (
    AcceptHandover,
    AccessReview,
    AnswerIntroduction,
    AskChannelAgain,
    AskIntroduction,
    AskLead,
    AskToConfirm,
    BringIn,
    CalendarLink,
    CaseMembers,
    CaseTasks,
    ChangeRole,
    CloseCase,
    Command,
    Confirm,
    DeclineHandover,
    DigestLine,
    Disclose,
    Duplicates,
    EditProfile,
    EditUpdates,
    EndAccess,
    EndFor,
    Family,
    FamilyExactly,
    HandOver,
    HasLeft,
    Help,
    IntroductionQueue,
    Join,
    JudgeLink,
    Leave,
    LeaveOut,
    LogContact,
    LookedAt,
    Merges,
    MergeThem,
    MoveTask,
    MuteCase,
    Muted,
    MyCases,
    MyDigest,
    MyIntroductions,
    MyTasks,
    NameLead,
    NewTask,
    NoReason,
    NotSharing,
    NotUnderstood,
    OpenCase,
    OpenTasks,
    Override,
    Overrides,
    PassIntroduction,
    People,
    Picture,
    RefreshTask,
    RenameCase,
    ReopenCase,
    ReviewOverride,
    RevokeCalendar,
    SeenUpdates,
    SetAway,
    SetLanguages,
    SettleTasks,
    SetUpdates,
    SetWorkingDays,
    ShowProfile,
    ShowTask,
    StillWith,
    StoppedWith,
    Sweep,
    TakeOver,
    TaskFile,
    TeamTasks,
    Timeline,
    UndoMerge,
    WeekOf,
    WhatIsDue,
    Who,
    WhoExactly,
    WhoHasSeen,
    WhoLooked,
    WithdrawHandover,
    WithdrawIntroduction,
)
from cases.model import Viewer
from dialogs.access_review import access_review
from dialogs.case_close import close_case
from dialogs.case_members import ask_channel_again, bring_in, case_members, leave_out
from dialogs.case_open import open_case
from dialogs.case_rename import rename_case
from dialogs.case_reopen import reopen_case
from dialogs.digest import my_digest
from dialogs.digest_lines import ask_to_confirm, digest_line
from dialogs.disclosure import disclosure
from dialogs.due import still_with, stopped_with, what_is_due
from dialogs.family import family, family_exactly
from dialogs.handover import hand_over
from dialogs.handover_answer import answer_handover
from dialogs.introduction import ask_introduction, my_requests, withdraw
from dialogs.introduction_broker import pass_on, queue
from dialogs.introduction_practitioner import answer
from dialogs.involvement import by_gate, leave, of_mine
from dialogs.leaving import has_left
from dialogs.my_cases import my_cases
from dialogs.override import ask_lead, override
from dialogs.override_review import overrides, review_override
from dialogs.pictures import picture
from dialogs.profile import people, show_profile
from dialogs.profile_change import change_mine, set_away
from dialogs.sharing import end_access, give_no_reason
from dialogs.stewards import duplicates, judge_link
from dialogs.stewards_merge import merge_them, merges, undo_merge
from dialogs.sweep import end_for, name_lead, sweep, take_over
from dialogs.talk import did_not_understand, show_help
from dialogs.task_lists import case_tasks, my_tasks, team_tasks
from dialogs.task_make import new_task
from dialogs.tasks import move_task, show_task
from dialogs.tasks_calendar import calendar_link, revoke_calendar, task_file
from dialogs.tasks_left import settle_tasks, show_open_tasks
from dialogs.timeline import timeline
from dialogs.trail import looked_at, not_sharing, who_looked
from dialogs.turn import Answer, Desk, Turn
from dialogs.update_choices import edit_updates, set_updates
from dialogs.update_mutes import mute_case, muted
from dialogs.update_seen import seen_updates, who_has_seen
from dialogs.weekly import week_of
from dialogs.who import who, who_exactly

Dialog = Callable[[Turn, Viewer, Any, Desk], Awaitable[Answer]]

ROUTES: Mapping[type[Command], Dialog] = {
    Who: who,
    WhoExactly: who_exactly,
    Help: show_help,
    NotUnderstood: did_not_understand,
    Family: family,
    FamilyExactly: family_exactly,
    WhoLooked: who_looked,
    LookedAt: looked_at,
    Join: by_gate,
    Leave: leave,
    ChangeRole: of_mine,
    LogContact: of_mine,
    Confirm: of_mine,
    WhatIsDue: what_is_due,
    StillWith: still_with,
    StoppedWith: stopped_with,
    HasLeft: has_left,
    Sweep: sweep,
    TakeOver: take_over,
    EndFor: end_for,
    NameLead: name_lead,
    HandOver: hand_over,
    AcceptHandover: answer_handover,
    DeclineHandover: answer_handover,
    WithdrawHandover: answer_handover,
    Timeline: timeline,
    ShowProfile: show_profile,
    People: people,
    EditProfile: change_mine,
    SetAway: set_away,
    SetWorkingDays: change_mine,
    SetLanguages: change_mine,
    Disclose: disclosure,
    AskIntroduction: ask_introduction,
    IntroductionQueue: queue,
    PassIntroduction: pass_on,
    AnswerIntroduction: answer,
    MyIntroductions: my_requests,
    WithdrawIntroduction: withdraw,
    AskLead: ask_lead,
    Override: override,
    Overrides: overrides,
    ReviewOverride: review_override,
    EndAccess: end_access,
    NoReason: give_no_reason,
    NotSharing: not_sharing,
    Picture: picture,
    MyCases: my_cases,
    CloseCase: close_case,
    ReopenCase: reopen_case,
    RenameCase: rename_case,
    CaseMembers: case_members,
    LeaveOut: leave_out,
    BringIn: bring_in,
    AskChannelAgain: ask_channel_again,
    OpenCase: open_case,
    CalendarLink: calendar_link,
    RevokeCalendar: revoke_calendar,
    TaskFile: task_file,
    OpenTasks: show_open_tasks,
    SettleTasks: settle_tasks,
    ShowTask: show_task,
    RefreshTask: show_task,
    MoveTask: move_task,
    MyTasks: my_tasks,
    CaseTasks: case_tasks,
    TeamTasks: team_tasks,
    EditUpdates: edit_updates,
    SetUpdates: set_updates,
    MuteCase: mute_case,
    Muted: muted,
    SeenUpdates: seen_updates,
    WhoHasSeen: who_has_seen,
    NewTask: new_task,
    WeekOf: week_of,
    Duplicates: duplicates,
    JudgeLink: judge_link,
    MergeThem: merge_them,
    Merges: merges,
    UndoMerge: undo_merge,
    AccessReview: access_review,
    MyDigest: my_digest,
    DigestLine: digest_line,
    AskToConfirm: ask_to_confirm,
}
