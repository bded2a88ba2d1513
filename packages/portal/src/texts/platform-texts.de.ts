import type { platformTexts as english } from "./platform-texts.ts";
import type { Translation } from "./translation.ts";

export const platformTexts: Translation<typeof english> = {
  people: "Personen",
  peopleLead: "Alle, die Mitglied eines Teams sind.",
  noPeople: "Noch niemand",
  noPeopleLead: "Personen erscheinen hier, sobald sie zu einem Team gehören.",
  email: "E-Mail",
  teams: "Teams",
  deadLettersLead: "E-Mails, Webhooks und Ereignisse, die in den letzten 90 Tagen aufgegeben wurden.",
  noDeadLetters: "Nichts wurde aufgegeben",
  noDeadLettersLead: "Was sich trotz aller Versuche nicht senden lässt, erscheint hier.",
  what: "Was",
  target: "An",
  why: "Warum",
  kinds: { mail: "E-Mail", webhook: "Webhook", bus: "Ereignis" },
  replay: "Erneut versuchen",
  replayed: "Es wird erneut versucht.",
  replayedBefore: "schon einmal erneut versucht",
  suspendTeam: "Team sperren",
  resumeTeam: "Team entsperren",
  suspendTeamLead:
    "Aufrufe seiner Consumer und Aufrufe seiner Dienste werden abgelehnt, bis es entsperrt wird.",
  teamSuspended: "Das Team ist gesperrt.",
  teamResumed: "Das Team ist entsperrt.",
};
