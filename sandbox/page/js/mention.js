// "@" in the box offers to mention the bot: Enter or Tab takes it, Escape does not.

import { freshId, h, iconButton } from "./dom.js";
import { avatar } from "./format.js";

export class Mention {
  /** `box` is the text field, `bot` the bot's name. */
  constructor(box, bot) {
    Object.assign(this, { box, bot });
    const id = freshId("mention");
    const take = (event) => {
      event.preventDefault(); // a press must not take the focus from the box
      this.insert();
    };
    this.option = h(
      "li",
      { role: "option", id: `${id}-bot`, "aria-selected": "true", on: { pointerdown: take } },
      avatar(bot, { bot: true, size: "small" }),
      h("span", {}, bot),
    );
    this.element = h(
      "ul",
      { role: "listbox", class: "popup mention-list", id, "aria-label": "Mention", hidden: true },
      this.option,
    );
    this.button = iconButton("at", `Mention ${bot}`, () => this.insert());
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", id);
    box.addEventListener("blur", () => this.close());
  }

  /** Opens or closes the offer as the text has it. */
  typed() {
    const word = this.#wordBeforeCaret();
    if (word === null || !this.bot.toLowerCase().startsWith(word.toLowerCase())) return this.close();
    this.element.hidden = false;
    return this.box.setAttribute("aria-activedescendant", this.option.id);
  }

  /** Whether a key was meant for the open offer, and is dealt with. */
  key(event) {
    if (this.element.hidden || !["Enter", "Tab", "Escape"].includes(event.key)) return false;
    event.preventDefault();
    if (event.key === "Escape") this.close();
    else this.insert();
    return true;
  }

  /** What was typed after an @ that starts a word, or null. */
  #wordBeforeCaret() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    return /(?:^|\s)@(\w*)$/.exec(before)?.[1] ?? null;
  }

  /** Writes the mention where the caret is, in place of a begun one. */
  insert() {
    const caret = this.box.selectionStart;
    const begun = this.#wordBeforeCaret();
    const start = begun === null ? caret : caret - begun.length - 1;
    const gap = start > 0 && !/\s/.test(this.box.value[start - 1]) ? " " : "";
    this.box.setRangeText(`${gap}@${this.bot} `, start, caret, "end");
    this.box.dispatchEvent(new Event("input"));
    this.close();
    this.box.focus();
  }

  /** Takes the offer away. */
  close() {
    this.element.hidden = true;
    this.box.removeAttribute("aria-activedescendant");
  }
}
