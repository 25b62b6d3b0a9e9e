// Chooses whose Teams a pane shows.

import { h } from "./dom.js";

/** A list of everybody, by agency. `choose(id)` is called with the one chosen. */
export function personPicker(world, person, id, choose) {
  const agencies = Map.groupBy(world.people, (one) => one.agency || "No agency");
  const groups = [...agencies].map(([agency, people]) =>
    h("optgroup", { label: agency }, ...people.map((one) => option(one, one.id === person.id))),
  );
  return h(
    "select",
    { id, class: "person-picker", on: { change: (event) => choose(event.target.value) } },
    ...groups,
  );
}

const option = ({ id, name, role }, selected) =>
  h("option", { value: id, selected }, role ? `${name}, ${role}` : name);
