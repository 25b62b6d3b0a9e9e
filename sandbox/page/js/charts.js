// Teams' charts, which Microsoft's library does not know: those that the bot sends, with what of them it uses.
// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards

import { h } from "./dom.js";

const { CardElement, CardObjectRegistry, GlobalRegistry, Versions } = globalThis.AdaptiveCards;

/** Teams' names of the colours that the bot uses; css/chart.css has them. Any other is drawn as the first. */
const COLOURS = ["categoricalBlue", "categoricalMarigold", "good", "warning", "attention", "neutral"];

/** A chart of one series of figures. Data that cannot be drawn is left to the chart's fallback. */
class Chart extends CardElement {
  parse(source, context) {
    super.parse(source, context);
    this.title = typeof source.title === "string" ? source.title : "";
    this.bars = Array.isArray(source.data) ? source.data.map((bar) => drawn(bar, source.color)) : [];
    if (!this.bars.length || this.bars.includes(null)) this.setShouldFallback(true);
  }

  // Teams does not show the title either, unless it is told to.
  internalRender() {
    const most = Math.max(...this.bars.map((bar) => bar.value), 1);
    const bars = this.bars.map((bar) => this.draw(bar, bar.value / most));
    return h("div", { class: `chart ${this.look}`, role: "img", "aria-label": this.inWords() }, ...bars);
  }

  inWords() {
    const figures = this.bars.map(({ label, value }) => `${label}: ${value}`).join(", ");
    return this.title ? `${this.title}. ${figures}.` : `${figures}.`;
  }
}

class HorizontalBars extends Chart {
  look = "chart-rows";

  getJsonTypeName() {
    return "Chart.HorizontalBar";
  }

  draw({ label, value, colour }, share) {
    return h(
      "div",
      { class: "chart-row" },
      h("span", { class: "chart-label" }, label),
      h("span", { class: "chart-track" }, bar(colour, share), figure(value)),
    );
  }
}

class VerticalBars extends Chart {
  look = "chart-columns";

  getJsonTypeName() {
    return "Chart.VerticalBar";
  }

  draw({ label, value, colour }, share) {
    return h(
      "div",
      { class: "chart-column" },
      h("span", { class: "chart-track" }, figure(value), bar(colour, share)),
      h("span", { class: "chart-label" }, label),
    );
  }
}

/** A figure of the data, or null if it is none. */
function drawn(one, colour) {
  if (!Number.isFinite(one?.y) || one.y < 0 || one.x == null) return null;
  const named = one.color ?? colour;
  return { label: String(one.x), value: one.y, colour: COLOURS.includes(named) ? named : COLOURS[0] };
}

function bar(colour, share) {
  const element = h("span", { class: `chart-bar chart-${colour}` });
  element.style.setProperty("--share", share);
  return element;
}

const figure = (value) => h("span", { class: "chart-value" }, String(value));

/** The elements that a card may be made of, these charts among them. */
export function withCharts() {
  const registry = new CardObjectRegistry();
  GlobalRegistry.populateWithDefaultElements(registry);
  for (const kind of [HorizontalBars, VerticalBars])
    registry.register(new kind().getJsonTypeName(), kind, Versions.v1_5);
  return registry;
}
