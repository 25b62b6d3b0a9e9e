// The strip's tools: move the clock, look behind the scenes, choose the theme.

import { notify } from "./announce.js";
import * as api from "./api.js";
import { freshId, h, icon } from "./dom.js";
import { failureOf } from "./invoke.js";
import { THEMES, choose, chosen } from "./theme.js";

const HOUR = 3600;
const NOW = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
});

const LOGS = [
  ["/sandbox/connector/log", "What the bot sent to Teams"],
  ["/sandbox/graph/log", "What it asked of Microsoft Graph"],
  ["/sandbox/world", "The made-up world"],
  ["/sandbox/truth", "What the register really holds"],
];

/** Fills the strip's tools. `addPerson()` opens another pane; `moved()` is called when the clock has moved. */
export function fillTools(element, { addPerson, moved }) {
  const add = h(
    "button",
    { type: "button", class: "tool", on: { click: addPerson } },
    icon("people"),
    "Add a person",
  );
  element.replaceChildren(add, clock(moved), behindTheScenes(), themePicker());
  return add;
}

function clock(moved) {
  const forward = (label, seconds) =>
    h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": `Move the clock ${label}`,
        on: { click: (event) => move(event.currentTarget, seconds, moved) },
      },
      `+${label}`,
    );
  return h(
    "div",
    { class: "tool-group", role: "group", "aria-label": "Clock" },
    icon("clock"),
    forward("1 hour", HOUR),
    forward("1 day", 24 * HOUR),
  );
}

async function move(button, seconds, moved) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    const { now } = await api.advance(seconds);
    notify(now ? `It is now ${NOW.format(new Date(now))}.` : "The clock has moved.");
    moved();
  } catch (wrong) {
    notify(failureOf(wrong));
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function behindTheScenes() {
  const id = freshId("scenes");
  const links = LOGS.map(([href, words]) =>
    h(
      "li",
      {},
      h(
        "a",
        { href, target: "_blank", rel: "noopener" },
        words,
        h("span", { class: "sr-only" }, " (new tab)"),
      ),
    ),
  );
  const button = h(
    "button",
    { type: "button", class: "tool", popovertarget: id },
    icon("logs"),
    "Behind the scenes",
  );
  return h(
    "div",
    { class: "scenes" },
    button,
    h("ul", { id, popover: "auto", class: "popup scenes-list" }, ...links),
  );
}

function themePicker() {
  const id = freshId("theme");
  const options = Object.entries(THEMES).map(([value, words]) =>
    h("option", { value, selected: value === chosen() }, words),
  );
  return h(
    "div",
    { class: "tool-group" },
    h("label", { for: id }, "Theme"),
    h("select", { id, class: "tool", on: { change: (event) => choose(event.target.value) } }, ...options),
  );
}
