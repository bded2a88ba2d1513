import { type CSSVariablesResolver, createTheme } from "@mantine/core";

/** Dark enough at 8 and 9 for white text on it, and for its text on white (WCAG 2.2, 1.4.3). */
const LATCH = [
  "#e8f7f7",
  "#d3eeee",
  "#a6dcdc",
  "#75c9ca",
  "#4fb9ba",
  "#38afb0",
  "#2aaaab",
  "#1a9596",
  "#0e7578",
  "#0b5f63",
] as const;

export const theme = createTheme({
  colors: { latch: LATCH },
  primaryColor: "latch",
  primaryShade: { light: 9, dark: 8 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace",
  headings: { fontWeight: "650" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
});

/** Mantine's soft greys and reds are too pale to read on their backgrounds. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#4f5762",
    "--mantine-color-placeholder": "#646c78",
    "--mantine-color-error": "#b42318",
    "--mantine-color-anchor": "#0b5f63",
    "--mantine-color-text": "#16191d",
  },
  dark: {
    "--mantine-color-dimmed": "#aab2bd",
    "--mantine-color-placeholder": "#98a1ad",
    "--mantine-color-error": "#ff9d96",
    "--mantine-color-red-light-color": "#ff9d96",
    "--mantine-color-anchor": "#75c9ca",
    "--mantine-color-text": "#dfe3e8",
  },
});
