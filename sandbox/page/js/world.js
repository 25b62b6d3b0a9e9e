// The made-up world: who is in it, and what conversations are called.

import * as api from "./api.js";

/** The world, with its people by id. */
export async function loadWorld() {
  const world = await api.world();
  return { ...world, byId: new Map(world.people.map((person) => [person.id, person])) };
}

/** What a conversation is called for one of its members. */
export function nameOf(world, conversation, person) {
  if (conversation.type === "personal") return world.bot.name;
  if (conversation.name || conversation.caseReference) return conversation.name || conversation.caseReference;
  const others = conversation.members.filter((id) => id !== person.id).map((id) => world.byId.get(id)?.name ?? "Somebody");
  return others.join(", ") || "Group chat";
}

const KINDS = { groupChat: "Group", channel: "Private" };

/** A line about it. */
export function aboutConversation(conversation) {
  if (conversation.type === "personal") return "You and the bot";
  const { length } = conversation.members;
  return `${KINDS[conversation.type]} · ${length} ${length === 1 ? "person" : "people"}`;
}

/** "Northmoor Council · Children in need", with a word for somebody the register does not know. */
export const aboutPerson = ({ agency, service, registered }) =>
  [agency, service, registered === false && "not registered"].filter(Boolean).join(" · ");

/** Questions for a newcomer, about children of this world. A shared conversation needs the mention. */
export function questionsFor(world, conversation) {
  const [first, second, third] = world.children.map((child) => child.name);
  const about = conversation.caseReference && "Who is working with this child?";
  const questions = [
    about,
    first && `Who is working with ${first}?`,
    second && `Is anyone else supporting ${second}?`,
    !about && third && `who's involved with ${third}`,
    "What can I ask?",
  ].filter(Boolean);
  return conversation.type === "personal" ? questions : questions.map((question) => `@${world.bot.name} ${question}`);
}
