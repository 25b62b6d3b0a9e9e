// Markdown and Teams' small set of HTML, made safe by DOMPurify.

import { h } from "./dom.js";
import DOMPurify from "/npm/dompurify/dist/purify.es.mjs";
import MarkdownIt from "/npm/markdown-it/dist/browser/markdown-it.esm.min.mjs";

const inMessages = new MarkdownIt({ html: true, linkify: true, breaks: true });
// Cards take a few marks only and no HTML: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
const inCards = new MarkdownIt({ html: false, breaks: true }).disable([
  "heading",
  "lheading",
  "code",
  "fence",
  "blockquote",
  "hr",
  "table",
  "image",
  "backticks",
  "reference",
]);

const ALLOWED = {
  ALLOWED_TAGS: [
    "a",
    "at",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "span",
    "strike",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
  ],
  ALLOWED_ATTR: ["href", "title"],
  ADD_ATTR: ["target", "rel"],
};

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName !== "A" || !node.protocol.startsWith("http")) return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

const safe = (html) => DOMPurify.sanitize(html, { ...ALLOWED, RETURN_DOM_FRAGMENT: true });

/** A message's text as nodes. `format` is the activity's textFormat: markdown (the default), plain or xml. */
export function messageText(text, format = "markdown") {
  if (format === "plain") return plain(text);
  return safe(format === "xml" ? text : inMessages.render(text));
}

/** Plain text, in which Teams still marks mentions: "<at>Teamaround</at> who ...". */
function plain(text) {
  const parts = text.split(/<at(?:\s[^>]*)?>(.*?)<\/at>/);
  const nodes = parts.map((part, index) => (index % 2 ? h("span", { class: "mention" }, part) : part));
  return h("p", { class: "plain" }, ...nodes);
}

/** The HTML of a card's text, as the card renderer wants it. */
export const cardHtml = (text) => DOMPurify.sanitize(inCards.render(text), ALLOWED);
