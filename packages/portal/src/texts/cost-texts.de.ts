import type { costTexts as english } from "./cost-texts.ts";
import type { Translation } from "./translation.ts";

export const costTexts: Translation<typeof english> = {
  lead: "Nach der Preisliste zur Zeit des Aufrufs; was abgelehnt wurde, kostet nichts.",
  calls: "Aufrufe",
  tokensIn: "Tokens ein",
  cachedTokensIn: "Davon aus dem Cache",
  tokensOut: "Tokens aus",
  none: "Kein Modell genannt",
  noPrice: "Kein Preis",
  lacking: (count) =>
    count === 1 ? "Der Preisliste fehlt ein Modell" : `Der Preisliste fehlen ${count} Modelle`,
  lackingLead: (names) =>
    `In den letzten sieben Tagen aufgerufen und ohne Kosten gezählt: ${names}. Geben Sie ihnen unter Modelle und Preise einen Preis.`,
};
