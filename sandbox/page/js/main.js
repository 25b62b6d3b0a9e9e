// Starts the page: the world, one pane for each person, the tools.

import { MOST, peopleInAddress, rememberPeople } from "./address.js";
import { h, linkButton } from "./dom.js";
import { failureOf } from "./invoke.js";
import { Pane } from "./pane.js";
import { showTabs } from "./tabs.js";
import { fillTools } from "./tools.js";
import { loadWorld } from "./world.js";
import "./theme.js";

const ROOM_FOR_TWO = matchMedia("(min-width: 900px)");
const main = document.getElementById("panes");

async function start() {
  try {
    new Page(await loadWorld());
    main.removeAttribute("aria-busy");
  } catch (wrong) {
    const again = linkButton("Try again", start);
    main.replaceChildren(h("p", { class: "notice failed", role: "alert" }, `${failureOf(wrong)} `, again));
  }
}

class Page {
  #panes = [];
  #front = null;

  constructor(world) {
    this.world = world;
    const tools = document.getElementById("tools");
    this.add = fillTools(tools, {
      addPerson: () => this.#show(this.#open(this.#nextPerson())),
      moved: () => this.#panes.forEach((pane) => pane.refresh()),
    });
    toggleTools(document.getElementById("tools-toggle"), tools);
    main.replaceChildren();
    const asked = peopleInAddress(world.byId);
    for (const id of asked.length ? asked : this.#firstPeople()) this.#open(id);
    this.#show(this.#panes[0]);
  }

  /** Two people of different agencies where there is room, else one. */
  #firstPeople() {
    const [first] = this.world.people;
    const other = this.world.people.find((person) => person.agency !== first.agency);
    return ROOM_FOR_TWO.matches && other ? [first.id, other.id] : [first.id];
  }

  /** Somebody who is not on the page, from an agency that is not either if there is one. */
  #nextPerson() {
    const here = new Set(this.#panes.map((pane) => pane.person.id));
    const agencies = new Set(this.#panes.map((pane) => pane.person.agency));
    const others = this.world.people.filter((person) => !here.has(person.id));
    return (others.find((person) => !agencies.has(person.agency)) ?? others[0]).id;
  }

  #open(id, at = this.#panes.length) {
    const pane = new Pane(this.world, this.world.byId.get(id), {
      change: (old, chosen) => this.#change(old, chosen),
      close: (old) => this.#close(old),
    });
    const old = this.#panes[at];
    this.#panes[at] = pane;
    if (old) old.element.replaceWith(pane.element);
    else main.append(pane.element);
    return pane;
  }

  #change(old, id) {
    old.stop();
    const pane = this.#open(id, this.#panes.indexOf(old));
    this.#show(pane);
    pane.element.querySelector(".person-picker").focus();
  }

  #close(pane) {
    pane.stop();
    pane.element.remove();
    this.#panes = this.#panes.filter((one) => one !== pane);
    this.#show(this.#panes[0]);
    this.#front.element.querySelector(".person-picker").focus();
  }

  /** Brings a pane to the front, which matters where there is room for one only. */
  #show(pane) {
    this.#front = pane;
    for (const one of this.#panes) one.element.classList.toggle("front", one === pane);
    main.dataset.panes = this.#panes.length;
    this.add.disabled = this.#panes.length === Math.min(MOST, this.world.people.length);
    rememberPeople(this.#panes.map((one) => one.person.id));
    showTabs(this.#panes, pane, (chosen) => this.#show(chosen));
  }
}

function toggleTools(button, tools) {
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") !== "true";
    button.setAttribute("aria-expanded", String(open));
    tools.classList.toggle("open", open);
  });
}

start();
