// One open conversation: its messages, what is on its way, and what pressing a button of a card does.

import { inOneLine, isSilent, readMessage } from "./activity.js";
import { announce, notify } from "./announce.js";
import * as api from "./api.js";
import { picture } from "./chatlist.js";
import { Compose } from "./compose.js";
import { h, iconButton, linkButton } from "./dom.js";
import { failureIn, failureOf } from "./invoke.js";
import { MessageList } from "./messagelist.js";
import { makeTask } from "./taskdialog.js";
import { answerSearches } from "./typeahead.js";
import { welcome } from "./welcome.js";
import { aboutConversation, nameOf, questionsFor } from "./world.js";

export class Conversation {
  #messages = null; // null before the first answer of the sandbox
  #pending = []; // messages of this person that the sandbox has not shown yet
  #turns = 0; // turns of the bot under way
  #loading = null;
  #stale = false;

  constructor(world, person, conversation, back) {
    Object.assign(this, { world, person, id: conversation.id, name: nameOf(world, conversation, person) });
    const shared = conversation.type !== "personal";
    this.questions = questionsFor(world, conversation);
    this.compose = new Compose({
      name: this.name,
      bot: shared ? world.bot.name : null,
      questions: this.questions,
      send: (text, thread) => this.#say({ text }, text, thread),
    });
    this.list = new MessageList(`Messages in ${this.name}`, world.bot.name, {
      act: (message, action) => this.#act(message, action),
      again: (one) => this.#deliver(one),
      task: (message) => makeTask(this.id, this.person.id, message),
      reply:
        conversation.type === "channel" ? (thread, author) => this.compose.replyTo(thread, author) : null,
    });
    this.trouble = h("p", { class: "notice failed", role: "alert", hidden: true });
    this.chips = h("div", { class: "chips answers", role: "group", "aria-label": "Suggested answers" });
    this.element = h(
      "section",
      { class: "conversation", "aria-label": `${this.name}, as ${person.name} sees it` },
      this.#head(conversation, back),
      this.trouble,
      this.list.element,
      this.chips,
      this.compose.element,
    );
    answerSearches(this.element, this.person.id, this.id);
  }

  #head(conversation, back) {
    return h(
      "header",
      { class: "conversation-head" },
      iconButton("back", "Back to chats", back, { class: "icon-button back" }),
      picture(conversation, this.name),
      h("div", {}, h("h3", {}, this.name), h("p", {}, aboutConversation(conversation))),
    );
  }

  /** Asks the sandbox what this person sees now. Calls while one is under way are answered by one more after it. */
  refresh() {
    if (this.#loading) {
      this.#stale = true;
      return this.#loading;
    }
    this.#loading = this.#load();
    return this.#loading;
  }

  async #load() {
    try {
      do {
        this.#stale = false;
        const seen = await api.conversation(this.id, this.person.id);
        this.trouble.hidden = true;
        this.#show(seen.activities.map((activity) => readMessage(activity, this.person, this.world.bot)));
      } while (this.#stale);
    } catch (wrong) {
      this.#fail(failureOf(wrong));
    } finally {
      this.#loading = null;
    }
  }

  #fail(words) {
    const again = linkButton("Try again", () => this.refresh());
    this.trouble.replaceChildren(`${words} `, again);
    this.trouble.hidden = false;
  }

  #show(messages) {
    const known = new Set((this.#messages ?? messages).map((one) => one.id));
    this.#messages = messages.filter((one) => !isSilent(one));
    for (const one of messages.filter(({ id }) => !known.has(id))) {
      if (one.mine) this.#arrived(one);
      else announce(`${one.author}, to ${this.person.name}: ${inOneLine(one)}`);
    }
    this.list.show(
      this.#messages,
      welcome(this.questions, (text) => this.compose.fill(text)),
    );
    this.#showPending();
    this.#suggest(this.#messages.at(-1)?.suggestions ?? []);
  }

  #showPending() {
    this.list.showPending(this.#pending, this.#turns > 0);
  }

  /** The sandbox shows a message of this person: the one with its words is no longer on its way. */
  #arrived({ text }) {
    const index = this.#pending.findIndex((one) => !one.failure && sameWords(one.words, text));
    if (index >= 0) this.#pending.splice(index, 1);
  }

  #suggest(suggestions) {
    this.chips.replaceChildren(
      ...suggestions.map(({ title, value }) =>
        h(
          "button",
          { type: "button", class: "chip", on: { click: () => this.#say({ text: value }, value) } },
          title,
        ),
      ),
    );
  }

  #say(what, words, thread = null) {
    const one = { what, words, thread, at: new Date(), failure: "" };
    this.#pending.push(one);
    this.#deliver(one);
  }

  async #deliver(one) {
    one.failure = "";
    try {
      const where = one.thread ? `${this.id};messageid=${one.thread}` : this.id;
      this.#heard(await this.#turn(() => api.say(where, this.person.id, one.what)));
      await this.refresh();
      this.#pending = this.#pending.filter((other) => other !== one);
    } catch (wrong) {
      one.failure = failureOf(wrong);
    }
    this.#showPending();
  }

  #heard({ delivered, status }) {
    const bot = this.world.bot.name;
    if (delivered === false) notify(`${bot} was not mentioned, so it has not heard this.`);
    else if (status >= 400) notify(`${bot} refused this message (HTTP ${status}).`);
  }

  async #turn(work) {
    this.#turns += 1;
    this.#showPending();
    try {
      return await work();
    } finally {
      this.#turns -= 1;
    }
  }

  /** Does what a card's button asks; resolves with words for beneath the card when that failed. */
  async #act(message, action) {
    try {
      if (action.type === "submit") return await this.#submit(message, action.data);
      const answer = await api.press(this.id, this.person.id, message.id, action.verb, action.data);
      return failureIn(answer);
    } catch (wrong) {
      return failureOf(wrong);
    } finally {
      await this.refresh();
    }
  }

  /** Action.Submit: a message with a value or, for an imBack button, words said in the person's name. */
  async #submit(message, data) {
    const { msteams } = data;
    if (msteams?.type === "imBack") this.#say({ text: msteams.value }, msteams.value, message.thread);
    else
      this.#heard(
        await this.#turn(() => api.say(this.id, this.person.id, { value: data, replyToId: message.id })),
      );
    return "";
  }
}

const bare = (text) =>
  text
    .replace(/<\/?at[^>]*>|@/g, "")
    .replace(/\s+/g, " ")
    .trim();
const sameWords = (typed, shown) => bare(typed) === bare(shown);
