// The list of a person's chats and channels.

import { h, icon } from "./dom.js";
import { avatar } from "./format.js";
import { aboutConversation, nameOf } from "./world.js";

const GROUPS = { personal: "Apps", groupChat: "Chats", channel: "Case channels" };

/** `open(conversation)` is called when one is chosen. */
export class ChatList {
  #items = new Map();
  #unread = new Set();
  #current = null;

  constructor(world, person, open) {
    Object.assign(this, { world, person, open });
    this.element = h("nav", { class: "chats", "aria-label": `Chats of ${person.name}` });
  }

  /** Shows these conversations, grouped as Teams groups them. */
  show(conversations) {
    const sections = Object.entries(GROUPS).flatMap(([type, title]) => {
      const rows = conversations
        .filter((one) => one.type === type)
        .map((one) => h("li", {}, this.#item(one)));
      return rows.length ? [h("h3", {}, title), h("ul", {}, ...rows)] : [];
    });
    this.element.replaceChildren(...sections);
    this.#mark();
  }

  #item(conversation) {
    const name = nameOf(this.world, conversation, this.person);
    const item = h(
      "button",
      { type: "button", class: "chat", on: { click: () => this.open(conversation) } },
      picture(conversation, name),
      h(
        "span",
        { class: "chat-words" },
        h("span", { class: "chat-name" }, name),
        h("span", { class: "chat-about" }, aboutConversation(conversation)),
      ),
      h("span", { class: "unread" }, h("span", { class: "sr-only" }, "Unread")),
    );
    this.#items.set(conversation.id, item);
    return item;
  }

  /** Shows which one is open. */
  select(id) {
    this.#current = id;
    this.#unread.delete(id);
    this.#mark();
  }

  /** Marks one as having something new. */
  markUnread(id) {
    this.#unread.add(id);
    this.#mark();
  }

  #mark() {
    for (const [id, item] of this.#items) {
      item.setAttribute("aria-current", String(id === this.#current));
      item.classList.toggle("has-unread", this.#unread.has(id));
    }
  }

  /** Moves the keyboard to the open one. */
  focus() {
    this.element.querySelector('[aria-current="true"], button')?.focus();
  }
}

/** The picture that stands for a conversation. */
export function picture(conversation, name) {
  if (conversation.type === "personal") return avatar(name, { bot: true });
  return h(
    "span",
    { class: `avatar group ${conversation.type}` },
    icon(conversation.type === "channel" ? "lock" : "people"),
  );
}
