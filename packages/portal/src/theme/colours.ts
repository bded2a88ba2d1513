import type { MantineColorsTuple } from "@mantine/core";

/** Dark enough at 8 and 9 for white text on it, and for its text on white (WCAG 2.2, 1.4.3). */
export const LATCH: MantineColorsTuple = [
  "#eef8f8",
  "#d9eeee",
  "#aedcdc",
  "#7fcacb",
  "#54b6b8",
  "#38a3a6",
  "#238f93",
  "#147d81",
  "#0e7074",
  "#0b5f63",
];

/** A grey with a little blue. */
export const GRAY: MantineColorsTuple = [
  "#f8fafc",
  "#f3f5f8",
  "#eaeef3",
  "#e3e8ee",
  "#cdd5df",
  "#b1bbc8",
  "#8490a1",
  "#667183",
  "#465063",
  "#1a2230",
];

/** The greys of the dark scheme, from its text to what is below its page. */
export const DARK: MantineColorsTuple = [
  "#dde3ea",
  "#b9c3cf",
  "#929eae",
  "#6c7889",
  "#37404c",
  "#272e38",
  "#1e242d",
  "#14181f",
  "#0f1318",
  "#0a0d11",
];
