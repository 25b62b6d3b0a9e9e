// Builds elements. The page never makes markup out of strings, so nothing a person typed can become markup.

const PROPERTIES = new Set(["value", "disabled", "hidden", "selected", "href"]);

/** An element. `props` are its attributes; `on` is {event: listener}, and what PROPERTIES names is set as a property. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on")
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (PROPERTIES.has(name)) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon from icons.svg. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button with an icon and a name for those who cannot see it. */
export function iconButton(name, label, onClick, props = {}) {
  const named = {
    type: "button",
    class: "icon-button",
    "aria-label": label,
    title: label,
    on: { click: onClick },
  };
  return h("button", { ...named, ...props }, icon(name));
}

/** A button that reads like a link. */
export const linkButton = (words, onClick) =>
  h("button", { type: "button", class: "link-button", on: { click: onClick } }, words);

let count = 0;

/** An id no other element on the page has. */
export const freshId = (prefix) => `${prefix}-${++count}`;
