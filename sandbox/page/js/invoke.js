// What went wrong, in words for the person who pressed a button or sent a message.

import { notify } from "./announce.js";
import { Trouble } from "./api.js";
import { CARD } from "./cards.js";

// What Teams shows when a bot's answer to a press is none it can use.
const UNABLE = "Something went wrong. Please try again.";

/**
 * The words for beneath a card, from the answer to its Action.Execute; empty when all went well.
 * Answers: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format
 */
export function failureIn({ status, body }) {
  if (status !== 200 || !body) return UNABLE;
  if (body.type === CARD) return "";
  if (body.type === "application/vnd.microsoft.activity.message") {
    notify(String(body.value));
    return "";
  }
  return body.value?.message || UNABLE;
}

/** The words for a failed call. Whatever is no trouble with the sandbox is a mistake of ours, and thrown on. */
export function failureOf(wrong) {
  if (wrong instanceof Trouble) return wrong.message;
  throw wrong;
}
