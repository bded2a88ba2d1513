import type { paletteTexts as english } from "./palette-texts.ts";
import type { Translation } from "./translation.ts";

export const paletteTexts: Translation<typeof english> = {
  open: "Suchen, handeln",
  keys: "Strg K",
  keysMac: "⌘ K",
  title: "Suchen, handeln",
  field: "Was suchen Sie?",
  hint: "Ein Consumer, ein Dienst, ein Abonnement, eine Seite oder eine Aktion",
  results: "Ergebnisse",
  none: "Nichts gefunden",
  groups: {
    actions: "Aktionen",
    pages: "Seiten",
    consumers: "Consumer",
    services: "Dienste",
    subscriptions: "Abonnements",
  },
  newConsumer: "Consumer anlegen",
  newService: "Dienst anlegen",
  apply: "Dienst zum Beantragen suchen",
};
