// The box to write in: Enter sends, Shift+Enter breaks the line, the lamp offers questions to try.

import { freshId, h, icon, iconButton } from "./dom.js";
import { Mention } from "./mention.js";

const ENTER = "Enter sends, Shift+Enter starts a new line.";

export class Compose {
  #thread = null;
  #ideas = h("ul", { class: "popup ideas", id: freshId("ideas"), hidden: true });
  #replying = h("p", { class: "replying", hidden: true });

  /**
   * `name`: the conversation's. `bot`: the bot's name where it must be mentioned to hear, else null. `questions`: texts
   * to try. `send(text, thread)` says it; `thread` is null for a new post.
   */
  constructor({ name, bot, questions, send }) {
    this.send = send;
    const id = freshId("compose");
    this.box = h("textarea", {
      id,
      rows: "1",
      maxlength: "28000",
      placeholder: bot ? `Type a message, @ to mention ${bot}` : "Type a message",
      "aria-describedby": `${id}-hint`,
      on: { keydown: (event) => this.#key(event), input: () => this.#typed() },
    });
    this.mention = bot ? new Mention(this.box, bot) : null;
    this.button = h(
      "button",
      {
        type: "submit",
        class: "icon-button send",
        "aria-label": "Send",
        title: "Send (Enter)",
        disabled: true,
      },
      icon("send"),
    );
    this.lamp = iconButton("idea", "Questions to try", () => this.#toggleIdeas(), {
      "aria-expanded": "false",
      "aria-controls": this.#ideas.id,
    });
    this.#fillIdeas(questions);
    this.element = h(
      "form",
      { class: "compose", on: { submit: (event) => this.#submit(event) } },
      this.mention?.element,
      this.#ideas,
      this.#replying,
      h(
        "div",
        { class: "compose-box" },
        h("label", { class: "sr-only", for: id }, `Message to ${name}`),
        this.box,
        h("div", { class: "compose-tools" }, this.lamp, this.mention?.button, this.button),
      ),
      h(
        "p",
        { class: "compose-hint", id: `${id}-hint` },
        bot ? `${bot} hears only messages that mention it.` : ENTER,
      ),
    );
  }

  /** Puts a text into the box, ready to send. */
  fill(text) {
    this.#closeIdeas();
    this.box.value = text;
    this.#typed();
    this.mention?.close();
    this.box.focus();
  }

  /** The next message goes into this thread. */
  replyTo(thread, author) {
    this.#thread = thread;
    const stop = iconButton("close", "Start a new post instead", () => this.#stopReplying());
    this.#replying.replaceChildren(h("span", {}, `Replying to ${author}`), stop);
    this.#replying.hidden = false;
    this.box.focus();
  }

  #stopReplying() {
    this.#thread = null;
    this.#replying.hidden = true;
    this.box.focus();
  }

  #submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.box.value = "";
    this.#typed();
    this.send(text, this.#thread);
  }

  #key(event) {
    if (event.isComposing || this.mention?.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) this.#submit(event);
  }

  #typed() {
    this.button.disabled = this.box.value.trim() === "";
    this.mention?.typed();
  }

  #fillIdeas(questions) {
    const items = questions.map((text) =>
      h("li", {}, h("button", { type: "button", on: { click: () => this.fill(text) } }, text)),
    );
    this.#ideas.append(...items);
    this.#ideas.addEventListener("keydown", (event) => event.key === "Escape" && this.#closeIdeas());
    this.#ideas.addEventListener("focusout", ({ relatedTarget }) => {
      if (!this.#ideas.contains(relatedTarget) && relatedTarget !== this.lamp) this.#closeIdeas();
    });
  }

  #toggleIdeas() {
    if (!this.#ideas.hidden) return this.#closeIdeas();
    this.#ideas.hidden = false;
    this.lamp.setAttribute("aria-expanded", "true");
    return this.#ideas.querySelector("button")?.focus();
  }

  #closeIdeas() {
    if (this.#ideas.hidden) return;
    if (this.#ideas.contains(document.activeElement)) this.lamp.focus();
    this.#ideas.hidden = true;
    this.lamp.setAttribute("aria-expanded", "false");
  }
}
