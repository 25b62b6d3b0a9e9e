// The made-up world: who is in it, and what conversations are called.

import * as api from "./api.js";

/** The world, with its people by id. The account that owns the teams is nobody to sit down as. */
export async function loadWorld() {
  const world = await api.world();
  const byId = new Map(world.people.map((person) => [person.id, person]));
  return { ...world, byId, people: world.people.filter((person) => !person.ownsTeams) };
}

/** What a conversation is called for one of its members. */
export function nameOf(world, conversation, person) {
  if (conversation.type === "personal") return world.bot.name;
  if (conversation.name || conversation.caseReference) return conversation.name || conversation.caseReference;
  const others = conversation.members
    .filter((id) => id !== person.id)
    .map((id) => world.byId.get(id)?.name ?? "Somebody");
  return others.join(", ") || "Group chat";
}

const KINDS = { groupChat: "Group", channel: "Channel" };

/** A line about it. */
export function aboutConversation(conversation) {
  if (conversation.type === "personal") return "You and the bot";
  const { length } = conversation.members;
  return `${KINDS[conversation.type]} · ${length} ${length === 1 ? "person" : "people"}`;
}

/** "Northmoor Council · Children in need", with a word for somebody the register does not know. */
export const aboutPerson = ({ agency, service, registered }) =>
  [agency, service, registered === false && "Not registered"].filter(Boolean).join(" · ");

/** Questions for a newcomer, about children of different families. A shared conversation needs the mention. */
export function questionsFor(world, conversation) {
  const [first, second, third] = oneOfEachFamily(world.children);
  const questions = [
    conversation.caseReference && "Who is working with this child?",
    first && `Who is working with ${first}?`,
    second && `Is anyone else supporting ${second}?`,
    third && `who's involved with ${third}`,
    "What can I ask?",
  ].filter(Boolean);
  return conversation.type === "personal"
    ? questions
    : questions.map((question) => `@${world.bot.name} ${question}`);
}

const ENOUGH = 50; // children to look through: a world may have a hundred thousand

function oneOfEachFamily(children) {
  const families = new Map();
  for (const { name } of children.slice(0, ENOUGH)) {
    const family = name.split(" ").at(-1);
    if (!families.has(family)) families.set(family, name);
  }
  return [...families.values()];
}
