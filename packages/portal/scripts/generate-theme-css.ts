import { writeFile } from "node:fs/promises";
import {
  convertCssVariables,
  DEFAULT_THEME,
  deepMerge,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from "@mantine/core";
import { theme, themeVariables } from "../src/theme/theme.ts";

/**
 * Writes the theme as a file of CSS variables. Mantine would put them into a style element when the page runs, which
 * a content policy without `unsafe-inline` refuses.
 */
const full = mergeMantineTheme(DEFAULT_THEME, theme);
const scheme = {
  variables: {},
  light: { "--mantine-color-scheme": "light" },
  dark: { "--mantine-color-scheme": "dark" },
};
const variables = deepMerge(deepMerge(defaultCssVariablesResolver(full), themeVariables(full)), scheme);
const css = convertCssVariables(variables);
await writeFile(new URL("../src/theme/theme.gen.css", import.meta.url), css);
