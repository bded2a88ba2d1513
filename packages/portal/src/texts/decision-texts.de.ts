import type { decisionTexts as english } from "./decision-texts.ts";
import type { Translation } from "./translation.ts";

export const decisionTexts: Translation<typeof english> = {
  select: (name) => `${name} auswählen`,
  selectAll: "Alle angezeigten auswählen",
  selected: (count) => `${count} ausgewählt`,
  reasonForAll: "Begründung, geht an alle Antragsteller",
  approveSelected: (count) => `${count} genehmigen`,
  rejectSelected: (count) => `${count} ablehnen`,
  queue: "Ihre Entscheidungen",
  queueLead:
    "Eine Entscheidung wird zehn Sekunden, nachdem Sie sie getroffen haben, gesendet. Bis dahin können Sie sie zurücknehmen. Verlassen Sie die Seite, wird alles Wartende sofort gesendet.",
  undo: "Zurücknehmen",
  undoOf: (name) => `Zurücknehmen: ${name}`,
  undoAll: "Alle zurücknehmen",
  sendNow: "Jetzt senden",
  clear: "Liste leeren",
  decided: { approve: "Genehmigen", reject: "Ablehnen" },
  inSeconds: (seconds) => `wird in ${seconds} s gesendet`,
  sending: "wird gesendet",
  sent: { approve: "Genehmigt", reject: "Abgelehnt" },
  failed: (detail) => `Nicht ausgeführt: ${detail}`,
  decision: "Entscheidung",
};
