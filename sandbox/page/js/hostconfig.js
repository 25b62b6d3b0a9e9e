// Teams' look for the card renderer. Colours are the page's own, so that a theme reaches cards without rendering anew.

const shade = (name) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` });
const SHADES = {
  default: shade("default"),
  dark: shade("default"),
  light: shade("light"),
  accent: shade("accent"),
  good: shade("good"),
  warning: shade("warning"),
  attention: shade("attention"),
};
const container = (name) => ({
  backgroundColor: `var(--card-bg-${name})`,
  borderColor: `var(--card-border-${name})`,
  foregroundColors: SHADES,
});

export const HOST_CONFIG = {
  fontFamily: "inherit",
  supportsInteractivity: true,
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--stroke)" },
  fontTypes: {
    default: {
      fontFamily: "inherit",
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: "ui-monospace, Consolas, monospace",
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
  },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container("default"),
    emphasis: container("emphasis"),
    accent: container("accent"),
    good: container("good"),
    warning: container("warning"),
    attention: container("attention"),
  },
  textStyles: {
    heading: { size: "large", weight: "bolder", color: "default", isSubtle: false, fontType: "default" },
    columnHeader: {
      size: "default",
      weight: "bolder",
      color: "default",
      isSubtle: false,
      fontType: "default",
    },
  },
  textBlock: { headingLevel: 4 },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { suffix: " *", suffixColor: "attention", weight: "bolder" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", size: "small", spacing: "small" },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    buttonSpacing: 0, // the style sheet leaves the gap, so that a row of buttons can wrap
    preferredActionOrientation: "horizontal",
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    showCard: { actionMode: "inline", inlineTopMargin: 16, style: "emphasis" },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: "medium", maxImageHeight: 100 },
  factSet: {
    title: {
      color: "default",
      size: "default",
      isSubtle: false,
      weight: "bolder",
      wrap: true,
      maxWidth: 150,
    },
    value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
    spacing: 16,
  },
};
