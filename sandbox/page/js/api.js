// The sandbox's HTTP contract (sandbox/contract.py). Every failure becomes a Trouble whose message a person can read.

export class Trouble extends Error {}

const at = (...parts) => "/sandbox/" + parts.map(encodeURIComponent).join("/");

async function call(method, path, body) {
  const request = { method, headers: { accept: "application/json" } };
  if (body !== undefined) {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Trouble("The sandbox does not answer. Is “make demo” still running?");
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Trouble(saidNo(answer, response.status));
  if (answer === null) throw new Trouble("The sandbox answered with something that is not JSON.");
  return answer;
}

function saidNo(answer, status) {
  const said = answer?.error?.message ?? answer?.error ?? answer?.message;
  return typeof said === "string" ? said : `The sandbox refused this (HTTP ${status}).`;
}

export const world = () => call("GET", at("world"));

/** A person's chat list, the personal chat with the bot first. */
export const conversations = (person) => call("GET", at("people", person, "conversations"));

/** What this person now sees in a conversation. */
export const conversation = (id, as) =>
  call("GET", `${at("conversations", id)}?as=${encodeURIComponent(as)}`);

/** Says something: `what` is {text} or {value, replyToId}. Resolves when the bot's turn has ended. */
export const say = (id, as, what) => call("POST", at("conversations", id, "messages"), { as, ...what });

/** Presses an Action.Execute. Resolves with the invoke response {status, body} and the activities sent meanwhile. */
export const press = (id, as, activityId, verb, data) =>
  call("POST", at("conversations", id, "actions"), { as, activityId, verb, data });

/** Any other invoke. Resolves with its response {status, body} and the activities sent meanwhile. */
export const invoke = (as, conversation, name, value) =>
  call("POST", at("invoke"), { as, conversation, name, value });

/** Moves the product's clock on by so many seconds. */
export const advance = (seconds) => call("POST", at("clock"), { advance: seconds });

/**
 * Listens for what changes for a person. `changed(conversationId, members)` is called for each change, `members` true
 * where it is about who is in a conversation, or its name; `state(up)` when the stream opens or breaks. While the tab is
 * hidden the stream is closed: a browser allows six connections to a server.
 * Returns a function that ends it.
 */
export function listen(as, changed, state) {
  let source = null;
  const open = () => {
    source = new EventSource(`${at("events")}?as=${encodeURIComponent(as)}`);
    source.onopen = () => state(true);
    source.onerror = () => state(false);
    source.onmessage = (event) => {
      const { conversation, members = false } = JSON.parse(event.data);
      changed(conversation, members);
    };
  };
  const close = () => source?.close();
  const seen = () => {
    close();
    if (!document.hidden) open();
  };
  document.addEventListener("visibilitychange", seen);
  seen();
  return () => {
    document.removeEventListener("visibilitychange", seen);
    close();
  };
}
