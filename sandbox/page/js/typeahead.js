// A card's field that searches while somebody types, as Teams has it: "choices.data" asks the bot for more choices.

import * as api from "./api.js";

const { Choice } = globalThis.AdaptiveCards;

const ASKED = "search-asked";
const PAUSE = 150;

/** Has each field of a card that names a dataset ask for what fits, once typing pauses. */
export function searchWhileTyping(card, content) {
  const datasets = new Map(fieldsIn(content));
  for (const input of card.getAllInputs()) {
    const box = datasets.has(input.id) && input.renderedElement?.querySelector("input");
    if (box) listenTo(box, input, datasets.get(input.id));
  }
}

/** Answers the fields within an element for a person in a conversation. */
export function answerSearches(element, person, conversation) {
  element.addEventListener(ASKED, async ({ detail: { dataset, typed, take } }) => {
    const value = { queryText: typed, dataset, queryOptions: { skip: 0, top: 15 } };
    const { status, body } = await api.invoke(person, conversation, "application/search", value);
    take(status === 200 ? (body?.value?.results ?? []) : []);
  });
}

function listenTo(box, input, dataset) {
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    if (input.choices.some((choice) => choice.title === box.value)) return;
    const typed = box.value;
    const take = (found) => typed === box.value && offer(input, found);
    waiting = setTimeout(() => {
      box.dispatchEvent(new CustomEvent(ASKED, { bubbles: true, detail: { dataset, typed, take } }));
    }, PAUSE);
  });
}

/** The library leaves out what does not hold the letters that were typed; Teams shows all that the bot found. */
function offer(input, found) {
  const known = new Set(input.choices.map((choice) => choice.value));
  for (const { value, title } of found) if (!known.has(value)) input.choices.push(new Choice(value, title));
  const list = input._filteredChoiceSet;
  list.resetDropdown();
  for (const { title } of found) {
    list.dropdown.append(list.createChoice(title, "", list._visibleChoiceCount++));
  }
  list.showDropdown();
}

function* fieldsIn(part) {
  if (!part || typeof part !== "object") return;
  const dataset = part["choices.data"]?.dataset;
  if (dataset) yield [part.id, dataset];
  for (const each of Object.values(part)) yield* fieldsIn(each);
}
