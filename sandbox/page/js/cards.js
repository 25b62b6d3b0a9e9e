// Adaptive Cards, rendered by Microsoft's own library with Teams' look.

import { drawsCharts } from "./address.js";
import { notify } from "./announce.js";
import { withCharts } from "./charts.js";
import { h } from "./dom.js";
import { HOST_CONFIG } from "./hostconfig.js";
import { cardHtml } from "./markdown.js";
import { searchWhileTyping } from "./typeahead.js";

const { AdaptiveCard, HostConfig, SerializationContext } = globalThis.AdaptiveCards;

export const CARD = "application/vnd.microsoft.card.adaptive";

const ELEMENTS = drawsCharts() ? withCharts() : null;

AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = cardHtml(text);
  result.didProcess = true;
};

/**
 * A card as an element. `act(action)` gets {type: "execute", verb, data} or {type: "submit", data}, and resolves
 * with words to show beneath the card when it failed, as Teams does, or with nothing.
 */
export function renderCard(content, act) {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST_CONFIG);
  const failure = h("p", { class: "card-failure", role: "alert", hidden: true });
  const frame = h("div", { class: wide(content) ? "card wide" : "card" });
  card.onExecuteAction = (action) => perform(action, frame, failure, act);
  card.onAnchorClicked = (_element, anchor) => openedHere(anchor.href);
  try {
    const context = new SerializationContext();
    context.setElementRegistry(ELEMENTS);
    card.parse(content, context);
    frame.append(card.render());
    mendTyped(card);
    searchWhileTyping(card, content);
  } catch (wrong) {
    console.warn("A card could not be rendered:", wrong);
    frame.append(h("p", {}, content?.fallbackText || "This card cannot be shown."));
  }
  frame.append(failure);
  return frame;
}

/** A choice that is typed: the library shows a bare id for what is filled in, and names the box to nobody. */
function mendTyped(card) {
  for (const input of card.getAllInputs()) {
    const box = input.style === "filtered" && input.renderedElement?.querySelector("input");
    if (!box) continue;
    const named = box.closest("[aria-labelledby]");
    if (named) box.setAttribute("aria-labelledby", named.getAttribute("aria-labelledby"));
    const chosen = input.choices.find((choice) => choice.value === input.defaultValue);
    if (chosen) box.value = chosen.title;
  }
}

const wide = (content) => content?.msteams?.width?.toLowerCase() === "full";

const SENT = new Set(["Action.Execute", "Action.Submit"]);

async function perform(action, frame, failure, act) {
  const type = action.getJsonTypeName();
  if (type === "Action.OpenUrl") return openUrl(action.url);
  if (!SENT.has(type)) return undefined; // what shows or hides a part of the card does so by itself
  const asked =
    type === "Action.Execute"
      ? { type: "execute", verb: action.verb ?? "", data: action.data ?? {} }
      : { type: "submit", data: action.data ?? {} };
  if (frame.getAttribute("aria-busy") === "true") return undefined;
  failure.hidden = true;
  frame.setAttribute("aria-busy", "true");
  action.renderedElement?.classList.add("working");
  const words = await act(asked);
  frame.removeAttribute("aria-busy");
  action.renderedElement?.classList.remove("working");
  if (words) {
    failure.textContent = words;
    failure.hidden = false;
  }
  return undefined;
}

const OPENABLE = new Set(["http:", "https:", "mailto:", "tel:"]);

function openUrl(url) {
  if (!url || !URL.canParse(url) || !OPENABLE.has(new URL(url).protocol))
    return notify("This link cannot be opened.");
  if (openedHere(url)) return undefined;
  return url.startsWith("http") ? window.open(url, "_blank", "noopener,noreferrer") : location.assign(url);
}

/** Links into Teams itself have nowhere to lead on this machine: says what would happen, and that it is dealt with. */
function openedHere(url) {
  const link = URL.canParse(url) ? new URL(url) : null;
  if (link?.hostname !== "teams.microsoft.com") return false;
  const users = link.searchParams.get("users");
  notify(
    users ? `In Teams, this opens a chat with ${users}.` : "In Teams, this opens another place in Teams.",
  );
  return true;
}
