import type { deprecationTexts as english } from "./deprecation-texts.ts";
import type { Translation } from "./translation.ts";

export const deprecationTexts: Translation<typeof english> = {
  title: (when) => `Dieser Dienst endet am ${when}`,
  over: (when) => `Dieser Dienst endete am ${when}`,
  lead: "Er ist abgekündigt: Von seinem Ende an werden Aufrufe abgelehnt, gleich welches Abonnement es gibt.",
  closed: "Er nimmt keine neuen Anträge an.",
  successor: "Sein Nachfolger:",
  set: "Abkündigen",
  change: "Das Ende ändern",
  takeBack: "Abkündigung zurücknehmen",
  takeBackTitle: (name) => `Endet ${name} doch nicht?`,
  takeBackLead: "Die Abonnenten erfahren es per E-Mail. Er nimmt wieder Anträge und Aufrufe an.",
  takenBack: (name) => `${name} hat kein Ende mehr.`,
  done: (name) => `${name} ist abgekündigt.`,
  formLead:
    "Die Eigentümer aller Teams mit einem Abonnement erfahren es per E-Mail: sofort, und 30, 7 und 1 Tage vor dem Ende. Antworten auf Aufrufe nennen das Ende.",
  fields: {
    sunsetAt: "Endet mit diesem Tag (UTC)",
    at: "Nimmt keine Anträge an ab",
    atHint: "Leer: ab sofort.",
    successor: "Nachfolger",
    successorHint: "Der Slug des Dienstes, der an seine Stelle tritt.",
    message: "Was Sie den Nutzern sagen",
  },
  stillCalls: "Wer ihn noch aufruft",
};
