// Reads what the sandbox says of a conversation into the few things the page shows.

import { CARD } from "./cards.js";

/**
 * One message: {id, answers, bot, mine, author, at, text, format, cards, suggestions, thread, edited, deleted, onlyYou,
 * summary}. `answers` is the id of the message that it answers, if any.
 */
export function readMessage(activity, person, bot) {
  const from = activity.from ?? {};
  const isBot = from.id === bot.id;
  const { thread = null, edited = false, deleted = false, onlyYou = false } = activity.sandbox ?? {};
  return {
    id: activity.id,
    answers: activity.replyToId,
    bot: isBot,
    mine: from.aadObjectId === person.aadObjectId,
    author: from.name || "Somebody",
    at: new Date(activity.timestamp),
    text: withMention(activity.text ?? "", bot),
    format: isBot ? activity.textFormat : "plain",
    cards: (activity.attachments ?? []).filter((one) => one.contentType === CARD).map((one) => one.content),
    suggestions: (activity.suggestedActions?.actions ?? []).filter((one) => one.type === "imBack"),
    summary: activity.summary ?? "",
    thread,
    edited,
    deleted,
    onlyYou,
  };
}

/** "@Teamaround" as somebody types it, marked as Teams marks a mention. */
const withMention = (text, { name }) =>
  text.includes("<at>") ? text : text.replaceAll(`@${name}`, `<at>${name}</at>`);

/** What can be said of a message in one line. */
export function inOneLine({ deleted, summary, text, cards }) {
  if (deleted) return "deleted a message";
  return summary || text.replace(/<\/?at>/g, "") || cards[0]?.fallbackText || "sent a card";
}

/** Whether Teams shows nothing of it: an Action.Submit is a message with a value and no words. */
export const isSilent = (message) => !message.deleted && message.text === "" && message.cards.length === 0;
