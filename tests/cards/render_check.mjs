// What Microsoft's JavaScript card library has against cards: reads {name: card} on stdin, writes {name: [warning]}.
//
// An element that the library does not know is fine where it has a fallback, as Teams' own elements have.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { AdaptiveCard, GlobalRegistry, SerializationContext, Versions } = createRequire(import.meta.url)(
  "adaptivecards/dist/adaptivecards.min.js",
);

const CARRIERS = [
  "body",
  "items",
  "columns",
  "actions",
  "rows",
  "cells",
  "inlines",
  "card",
  "selectAction",
  "inlineAction",
];
const STRUCTURAL = new Set(["AdaptiveCard", "Column", "TableRow", "TableCell", "TextRun", "CarouselPage"]);

const known = (type) =>
  STRUCTURAL.has(type) ||
  Boolean(GlobalRegistry.elements.findByName(type) ?? GlobalRegistry.actions.findByName(type));

/** The card as the library sees it in the end: unknown elements give way to their fallback. */
function asSeen(item) {
  if (Array.isArray(item)) return item.map(asSeen).filter((one) => one !== "drop");
  if (item === null || typeof item !== "object") return item;
  if (item.type && item.fallback && !known(item.type)) return asSeen(item.fallback);
  const { fallback: _, ...rest } = item;
  for (const name of CARRIERS) if (rest[name] !== undefined) rest[name] = asSeen(rest[name]);
  return rest;
}

function warnings(content) {
  if (content.type !== "AdaptiveCard") return [`"${content.type}" is no card.`];
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(asSeen(content), context);
  const parsing = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const checking = card.validateProperties().validationEvents.map((event) => event.message);
  return [...parsing, ...checking];
}

const cards = JSON.parse(readFileSync(0, "utf8"));
const found = Object.entries(cards).map(([name, content]) => [name, warnings(content)]);
process.stdout.write(JSON.stringify(Object.fromEntries(found)));
