// The messages of one conversation. Only what changed is rendered anew, so that a half-filled card stays as it is.

import { h, iconButton } from "./dom.js";
import { dayOf } from "./format.js";
import { renderMessage, renderPending, renderTyping } from "./message.js";

const NEAR = 80; // pixels from the end that count as "at the end"
const PEEK = 92; // pixels left above an answer taller than the window, so that the question can still be seen
const TOGETHER = 5 * 60_000; // milliseconds: messages of one author this close together share one head

export class MessageList {
  #rows = new Map(); // message id -> {version, element}
  #replies = new Map(); // thread id -> the row with its "Reply" button
  #list = h("ol");
  #tail = h("ol");
  #first = null; // the id of the message whose beginning stays in sight until another comes or somebody scrolls

  /**
   * `does.act(message, action)` handles a card's button, `does.again(pending)` sends a failed message once more.
   * `does.task(message)` makes a message a task.
   * `does.reply(thread, author)` starts a reply; where it is given, messages are shown thread by thread.
   */
  constructor(label, bot, does) {
    Object.assign(this, { bot, does });
    this.later = iconButton("down", "Go to the newest message", () => this.toEnd(), {
      class: "icon-button later",
      hidden: true,
    });
    this.scroller = h(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": label, tabindex: "0" },
      this.#list,
      this.#tail,
    );
    this.element = h("div", { class: "log-frame" }, this.scroller, this.later);
    this.scroller.addEventListener("scroll", () => this.#atEnd() && (this.later.hidden = true), {
      passive: true,
    });
    for (const hand of ["wheel", "touchmove", "pointerdown", "keydown"])
      this.scroller.addEventListener(hand, () => (this.#first = null), { passive: true });
    new ResizeObserver(() => this.following && this.#follow()).observe(this.#list);
  }

  /** Shows these messages; `greeting` (an element) when there are none. */
  show(messages, greeting) {
    const before = this.#rows;
    const stay = before.size === 0 || this.#atEnd();
    this.#rows = new Map(messages.map((message) => [message.id, this.#row(message, before.get(message.id))]));
    const wanted = messages.length ? this.#order(messages) : [h("li", { class: "greeting" }, greeting)];
    reconcile(this.#list, wanted);
    const fresh = messages.find((message) => !before.has(message.id));
    if (stay) this.#follow(before.size > 0 && fresh ? fresh.id : this.#first);
    else if (fresh) this.later.hidden = false;
  }

  #row(message, known) {
    const version = JSON.stringify(message);
    if (known?.version === version) return known;
    const row = { version, element: renderMessage(message, this.does.act, this.does.task) };
    if (known?.element.contains(document.activeElement)) queueMicrotask(() => focusOn(row.element));
    return row;
  }

  #order(messages) {
    const threads = this.does.reply ? byThread(messages) : [[null, messages]];
    let day = "";
    return threads.flatMap(([thread, rows]) => {
      const shown = rows.flatMap((message, index) => {
        const row = this.#inPlace(message, rows[index - 1], thread !== null);
        if (day === dayOf(message.at)) return [row];
        day = dayOf(message.at);
        return [h("li", { class: "day" }, h("span", {}, day)), row];
      });
      return thread === null ? shown : [...shown, this.#replyRow(thread, rows[0].author)];
    });
  }

  #inPlace(message, last, threaded) {
    const { element } = this.#rows.get(message.id);
    element.classList.toggle("follows", follows(last, message));
    element.classList.toggle("post", threaded && !last);
    element.classList.toggle("reply", threaded && Boolean(last));
    return element;
  }

  #replyRow(thread, author) {
    if (!this.#replies.has(thread)) {
      const start = () => this.does.reply(thread, author);
      const button = h(
        "button",
        { type: "button", class: "link-button", on: { click: start } },
        "Reply",
        h("span", { class: "sr-only" }, ` to ${author}`),
      );
      this.#replies.set(thread, h("li", { class: "thread-end" }, button));
    }
    return this.#replies.get(thread);
  }

  /** Shows what is on its way, and whether the bot is at work. */
  showPending(pending, working) {
    const rows = pending.map((one) => renderPending(one, () => this.does.again(one)));
    if (rows.length + this.#tail.childElementCount === 0 && !working) return;
    const more = rows.length > this.#tail.querySelectorAll(".pending").length;
    const stay = this.#atEnd();
    this.#tail.replaceChildren(...rows, ...(working ? [renderTyping(this.bot)] : []));
    if (more) this.toEnd();
    else if (stay) this.#follow();
  }

  #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR;
    return this.following;
  }

  /** Goes to the newest message. */
  toEnd() {
    this.#follow(null);
  }

  /** Goes to the end, yet no further than to the top of the message `first`: an answer is read from its beginning. */
  #follow(first = this.#first) {
    this.#first = first;
    const row = this.#rows.get(first)?.element;
    this.scroller.scrollTop = row ? row.offsetTop - PEEK : this.scroller.scrollHeight;
    this.later.hidden = this.#atEnd();
  }
}

/** [[thread id, messages], ...] in the order the threads began. */
function byThread(messages) {
  const threads = new Map();
  for (const message of messages) {
    const thread = message.thread ?? message.id;
    threads.set(thread, [...(threads.get(thread) ?? []), message]);
  }
  return [...threads];
}

function follows(last, message) {
  if (!last || message.onlyYou || message.edited || last.deleted) return false;
  const same = last.author === message.author && last.at.toDateString() === message.at.toDateString();
  return same && message.at - last.at < TOGETHER;
}

/** Makes `parent`'s children these, touching only those out of place: a node that is moved loses its focus. */
function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}

/** The keyboard stays with a message that was rendered anew while somebody was in it. */
function focusOn(element) {
  const place = element.querySelector(".card, .bubble");
  place?.setAttribute("tabindex", "-1");
  place?.focus({ preventScroll: true });
}
