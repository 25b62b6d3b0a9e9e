// Light, dark or high contrast: the system's choice unless somebody chose here.

const KEY = "teamaround.theme";
const wantsContrast = matchMedia("(prefers-contrast: more), (forced-colors: active)");

export const THEMES = { system: "As my device", light: "Light", dark: "Dark", contrast: "High contrast" };

/** The theme chosen here. */
export const chosen = () => (localStorage.getItem(KEY) in THEMES ? localStorage.getItem(KEY) : "system");

function apply() {
  const theme = chosen() === "system" && wantsContrast.matches ? "contrast" : chosen();
  document.documentElement.dataset.theme = theme;
}

/** Chooses a theme and remembers it. */
export function choose(theme) {
  localStorage.setItem(KEY, theme);
  apply();
}

wantsContrast.addEventListener("change", apply);
apply();
