// "Make this a task", as Teams has it under More on a message: a dialog with the bot's card, and its answers in place.

import { notify } from "./announce.js";
import * as api from "./api.js";
import { renderCard } from "./cards.js";
import { freshId, h, iconButton } from "./dom.js";
import { failureOf } from "./invoke.js";
import { answerSearches } from "./typeahead.js";

const COMMAND = { commandId: "makeTask", commandContext: "message" };
const UNABLE = "Something went wrong. Please try again.";

/** Opens the dialog for a message; resolves once it is shown, or it was said why not. */
export async function makeTask(conversation, person, message) {
  const value = { ...COMMAND, messagePayload: payload(conversation, message) };
  const ask = (name, asked) => api.invoke(person, conversation, name, asked);
  try {
    const dialog = show(await ask("composeExtension/fetchTask", value), (data) =>
      ask("composeExtension/submitAction", { ...COMMAND, data }),
    );
    answerSearches(dialog, person, conversation);
  } catch (wrong) {
    notify(failureOf(wrong));
  }
}

/** What Teams tells of a message: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions */
function payload(conversation, message) {
  const text = message.text.replace(/<\/?at>/g, "");
  return {
    id: message.id,
    messageType: "message",
    createdDateTime: message.at.toISOString(),
    linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${message.id}`,
    body: { contentType: "html", content: `<div>${h("i", {}, text).innerHTML}</div>` },
    from: { user: { displayName: message.author } },
  };
}

function show(answer, submit) {
  const title = h("h2", { id: freshId("dialog") });
  const place = h("div", { class: "dialog-card" });
  const close = iconButton("close", "Close", () => dialog.close());
  const head = h("header", { class: "dialog-head" }, title, close);
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": title.id }, head, place);
  const take = ({ status, body }) => {
    const task = status === 200 ? body?.task : null;
    if (task?.type === "continue") {
      title.textContent = task.value.title;
      place.replaceChildren(
        renderCard(task.value.card.content, async ({ data }) => {
          try {
            take(await submit(data));
          } catch (wrong) {
            return failureOf(wrong);
          }
          return "";
        }),
      );
    } else place.replaceChildren(h("p", { role: "alert" }, task?.value || UNABLE));
    dialog.scrollTop = 0;
  };
  take(answer);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
