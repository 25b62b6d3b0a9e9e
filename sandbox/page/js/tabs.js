// On a narrow screen one person's Teams is shown at a time; these buttons change whose.

import { h } from "./dom.js";
import { avatar, firstName } from "./format.js";

const nav = document.getElementById("tabs");

/** Shows a button for each pane. `choose(pane)` is called with the one chosen. */
export function showTabs(panes, front, choose) {
  nav.hidden = panes.length < 2;
  nav.replaceChildren(
    ...panes.map((pane) =>
      h(
        "button",
        {
          type: "button",
          class: "tab",
          "aria-current": String(pane === front),
          on: { click: () => choose(pane) },
        },
        avatar(pane.person.name, { size: "small" }),
        firstName(pane.person.name),
      ),
    ),
  );
}
