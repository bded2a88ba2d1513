import type { pluginTexts as english } from "./plugin-texts.ts";
import type { Translation } from "./translation.ts";

export const pluginTexts: Translation<typeof english> = {
  lead: "Limits und Prüfungen dieses Consumers, neben denen seiner Pläne.",
  off: "Aus",
  on: "An",
  set: "Einstellen",
  turnOff: "Ausschalten",
  turnedOff: (name) => `${name} ist aus.`,
  saved: (name) => `${name} ist eingestellt.`,
  unset: "Nicht eingestellt",
  lines: "Eines je Zeile.",
  flags: { true: "Ja", false: "Nein" },
  fields: {
    count: "Höchstens",
    periodSeconds: "In Sekunden",
    period: "Je",
    unit: "Gezählt in",
    mode: "Genauigkeit",
    hold: "Tokens vor einem Aufruf reservieren",
    tools: "Nur Aufrufe dieser Tools",
    usd: "US-Dollar",
    allow: "Erlaubt",
    deny: "Abgelehnt",
    maxBytes: "Höchstens Byte",
  },
};
