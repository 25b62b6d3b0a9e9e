// One message as Teams shows it: who, when, the words, the cards, and what became of it.

import { renderCard } from "./cards.js";
import { h, icon, linkButton } from "./dom.js";
import { avatar, timeOf } from "./format.js";
import { messageText } from "./markdown.js";

/**
 * `act(message, action)` is called when somebody presses a button of a card of it, `task(message)` when they want to make
 * it a task.
 */
export function renderMessage(message, act, task) {
  const kind = message.mine ? "mine" : message.bot ? "bot" : "other";
  return h(
    "li",
    { class: `message ${kind}`, "data-id": message.id, "data-answers": message.answers },
    avatar(message.author, { bot: message.bot, size: "small" }),
    h("div", { class: "message-body" }, head(message, task), bubbles(message, act)),
  );
}

function head(message, task) {
  return h(
    "p",
    { class: "message-head" },
    h("span", { class: "author" }, message.mine ? "You" : message.author),
    message.bot ? h("span", { class: "tag" }, "App") : null,
    timeOf(message.at),
    message.edited && !message.deleted ? h("span", { class: "edited" }, "Edited") : null,
    message.onlyYou ? h("span", { class: "only-me" }, icon("eye"), "Only you can see this") : null,
    task && message.text && !message.bot && !message.deleted
      ? linkButton("Make this a task", () => task(message))
      : null,
  );
}

function bubbles(message, act) {
  if (message.deleted) {
    return [h("div", { class: "bubble deleted" }, icon("gone"), "This message has been deleted.")];
  }
  const said = message.text ? [h("div", { class: "bubble" }, messageText(message.text, message.format))] : [];
  return [...said, ...message.cards.map((card) => renderCard(card, (action) => act(message, action)))];
}

/** A message on its way, or one that did not get there. */
export function renderPending({ words, at, failure }, again) {
  const state = failure
    ? h(
        "p",
        { class: "pending-state failed", role: "alert" },
        icon("warning"),
        `Not sent. ${failure} `,
        linkButton("Try again", again),
      )
    : h("p", { class: "pending-state" }, "Sending …");
  return h(
    "li",
    { class: "message mine pending" },
    h(
      "div",
      { class: "message-body" },
      h("p", { class: "message-head" }, timeOf(at)),
      h("div", { class: "bubble" }, messageText(words, "plain")),
      state,
    ),
  );
}

/** "The bot is typing". */
export const renderTyping = (name) =>
  h(
    "li",
    { class: "message bot typing" },
    avatar(name, { bot: true, size: "small" }),
    h(
      "div",
      { class: "message-body" },
      h(
        "div",
        { class: "bubble" },
        h("span", { class: "sr-only" }, `${name} is working on it`),
        h("i"),
        h("i"),
        h("i"),
      ),
    ),
  );
