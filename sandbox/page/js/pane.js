// One person's Teams: who they are, their chats, and the conversation they have open.

import * as api from "./api.js";
import { ChatList } from "./chatlist.js";
import { Conversation } from "./conversation.js";
import { freshId, h, iconButton, linkButton } from "./dom.js";
import { avatar } from "./format.js";
import { failureOf } from "./invoke.js";
import { personPicker } from "./picker.js";
import { aboutPerson } from "./world.js";

export class Pane {
  #conversations = [];
  #open = null;
  #listened = false;

  /** `change(pane, id)` is called when another person is chosen, `close(pane)` when the pane is to go. */
  constructor(world, person, { change, close }) {
    Object.assign(this, { world, person });
    const picker = freshId("person");
    this.chats = new ChatList(world, person, (conversation) => this.open(conversation, { focus: true }));
    this.stage = h("div", { class: "stage" }, h("p", { class: "notice", role: "status" }, "Loading …"));
    this.offline = h(
      "p",
      { class: "notice failed", role: "status", hidden: true },
      "The sandbox is out of reach. Trying again …",
    );
    this.element = h(
      "section",
      { class: "pane", "aria-label": `Teams of ${person.name}` },
      h("h2", { class: "sr-only" }, `Teams of ${person.name}`),
      h(
        "header",
        { class: "pane-head" },
        avatar(person.name),
        h(
          "div",
          { class: "person" },
          h("label", { class: "sr-only", for: picker }, "Person"),
          personPicker(world, person, picker, (id) => change(this, id)),
          h("p", { class: "person-about" }, aboutPerson(person)),
        ),
        iconButton("close", `Close ${person.name}`, () => close(this), { class: "icon-button close-pane" }),
      ),
      this.offline,
      h("div", { class: "pane-body" }, this.chats.element, this.stage),
    );
    this.#start();
  }

  async #start() {
    this.stop = api.listen(
      this.person.id,
      (id, members) => this.#changed(id, members),
      (up) => this.#state(up),
    );
    await this.#loadChats();
    if (this.#conversations.length) this.open(this.#conversations[0]);
  }

  async #loadChats() {
    try {
      const { conversations } = await api.conversations(this.person.id);
      this.#conversations = conversations;
      this.chats.show(conversations);
    } catch (wrong) {
      const again = linkButton("Try again", () => this.#start());
      this.stop();
      this.stage.replaceChildren(
        h("p", { class: "notice failed", role: "alert" }, `${failureOf(wrong)} `, again),
      );
    }
  }

  /** Shows a conversation. With `focus`, the keyboard goes to its text box. */
  open(conversation, { focus = false } = {}) {
    this.chats.select(conversation.id);
    this.element.classList.add("in-conversation");
    this.#open = new Conversation(this.world, this.person, conversation, () => this.#back());
    this.stage.replaceChildren(this.#open.element);
    if (focus) this.#open.compose.box.focus({ preventScroll: true });
    this.#open.refresh();
  }

  #back() {
    this.element.classList.remove("in-conversation");
    this.chats.focus();
  }

  async #changed(id, members) {
    const before = this.#has(id);
    if (members || !before) await this.#loadChats();
    if (!this.#has(id)) {
      if (this.#open?.id === id) this.open(this.#conversations[0]); // they are no longer in it, or it is gone
    } else if (this.#open?.id === id) await this.#open.refresh();
    else if (!members || !before) this.chats.markUnread(id);
  }

  #has(id) {
    return this.#conversations.some((one) => one.id === id);
  }

  #state(up) {
    if (up && this.#listened) this.refresh(); // something may have happened while nobody listened
    this.#listened ||= up;
    this.offline.hidden = up;
  }

  /** Asks anew for what is open. */
  refresh() {
    return this.#open?.refresh();
  }
}
