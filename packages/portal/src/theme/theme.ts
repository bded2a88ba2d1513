import { type CSSVariablesResolver, createTheme, Paper } from "@mantine/core";
import { DARK, GRAY, LATCH } from "./colours.ts";

export const theme = createTheme({
  colors: { latch: LATCH, gray: GRAY, dark: DARK },
  primaryColor: "latch",
  primaryShade: { light: 9, dark: 8 },
  fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, SFMono-Regular, Menlo, Consolas, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  lineHeights: { xs: "1.4", sm: "1.5", md: "1.5", lg: "1.5", xl: "1.5" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.5rem", lineHeight: "1.3" },
      h3: { fontSize: "1.125rem", lineHeight: "1.4" },
      h4: { fontSize: "1rem", lineHeight: "1.5" },
      h5: { fontSize: "0.875rem", lineHeight: "1.5" },
      h6: { fontSize: "0.8125rem", lineHeight: "1.5" },
    },
  },
  radius: { xs: "3px", sm: "4px", md: "6px", lg: "10px", xl: "32px" },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: { Paper: Paper.extend({ defaultProps: { radius: "lg" } }) },
});

/** Mantine's soft greys and reds are too pale to read on their backgrounds. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#566071",
    "--mantine-color-placeholder": "#667183",
    "--mantine-color-error": "#b42318",
    "--mantine-color-anchor": "var(--mantine-color-latch-9)",
    "--mantine-color-text": "#1a2230",
    "--mantine-color-default-border": "var(--mantine-color-gray-4)",
  },
  dark: {
    "--mantine-color-dimmed": "#9eaab8",
    "--mantine-color-placeholder": "#929eae",
    "--mantine-color-error": "#ff9d96",
    "--mantine-color-red-light-color": "#ff9d96",
    "--mantine-color-anchor": "var(--mantine-color-latch-3)",
    "--mantine-color-text": "#dde3ea",
  },
});
