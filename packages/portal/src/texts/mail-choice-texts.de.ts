import type { mailChoiceTexts as english } from "./mail-choice-texts.ts";
import type { Translation } from "./translation.ts";

export const mailChoiceTexts: Translation<typeof english> = {
  title: "Wie Ihnen Anträge zugehen",
  label: "Anträge, über die Sie entscheiden sollen",
  each: "Eine Mail für jeden",
  daily: "Eine Mail am Tag",
  hints: {
    each: "Sobald jemand einen Antrag stellt, und zur Erinnerung.",
    daily:
      "Um 6:00 UTC, mit allen, die dann offen sind, jeder mit seinem Link. Was innerhalb eines Tages danach endet, kommt trotzdem sofort.",
  },
  save: "Auswahl speichern",
  saved: "Ihre Mails kommen, wie Sie es gewählt haben.",
};
