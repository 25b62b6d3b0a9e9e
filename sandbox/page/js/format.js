// How times, names and avatars read.

import { h } from "./dom.js";

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", {
  weekday: "long",
  day: "numeric",
  month: "long",
  year: "numeric",
});
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short" });

/** A <time> with the hour, and the whole date for those who ask. */
export const timeOf = (at) =>
  h("time", { datetime: at.toISOString(), title: EXACT.format(at) }, TIME.format(at));

/** "Friday 14 November", with the year when it is another one than now. */
export const dayOf = (at, now = new Date()) =>
  (at.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(at);

const TITLES = /^(dr|mr|mrs|ms|miss|mx|pc|sgt|ds|dc|prof|rev)\.?\s+/i;

/** Two letters that stand for a name. */
export function initials(name) {
  const words = name.replace(TITLES, "").split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

const HUES = 10;

/** A round picture of a person (initials on one of ten colours, always the same one) or of the bot. Decorative. */
export function avatar(name, { bot = false, size = "" } = {}) {
  if (bot) return h("img", { class: `avatar bot ${size}`, src: "/page/logo.svg", alt: "" });
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return h("span", { class: `avatar hue-${sum % HUES} ${size}`, "aria-hidden": "true" }, initials(name));
}

/** "Amira", for a tab: the first name without a title. */
export const firstName = (name) => name.replace(TITLES, "").split(" ")[0];
