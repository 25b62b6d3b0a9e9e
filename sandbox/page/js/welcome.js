// What an empty conversation shows: what to ask, and a few questions to start with.

import { h } from "./dom.js";

/** `choose(text)` is called with the question somebody picks. */
export function welcome(questions, choose) {
  const chips = questions.map((text) =>
    h("button", { type: "button", class: "chip", on: { click: () => choose(text) } }, text),
  );
  return h(
    "div",
    {},
    h("img", { src: "/page/logo.svg", alt: "", width: "56", height: "56" }),
    h("h4", {}, "Who is working with this child?"),
    h("p", {}, "Ask in your own words. A few questions to try:"),
    h("div", { class: "chips" }, ...chips),
  );
}
