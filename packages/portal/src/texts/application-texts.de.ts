import type { applicationTexts as english } from "./application-texts.ts";
import type { Translation } from "./translation.ts";

export const applicationTexts: Translation<typeof english> = {
  title: "Antragsformular",
  questions: "Fragen",
  questionsLead:
    "Was Antragsteller neben ihrer Begründung beantworten. Eine spätere Änderung lässt frühere Antworten, wie sie sind.",
  addQuestion: "Frage hinzufügen",
  question: (number) => `Frage ${number}`,
  questionFields: {
    label: "Frage",
    name: "Name",
    nameHint: "Für Programme: use, callsPerDay.",
    options: "Auswahl",
    optionsHint: "Eine Möglichkeit je Zeile.",
    help: "Hilfe",
    helpHint: "Eine Zeile unter der Frage.",
  },
  type: "Antwort",
  types: {
    text: "Text",
    choice: "Eine aus mehreren",
    url: "Adresse",
    email: "E-Mail-Adresse",
    number: "Zahl",
  },
  required: "Eine Antwort ist nötig",
  terms: "Bedingungen",
  termsLead: "Dem stimmen Antragsteller zu. Einer neuen Version stimmen spätere Antragsteller zu.",
  termsFields: {
    version: "Version",
    versionHint: "Leer: keine Bedingungen.",
    url: "Adresse der Bedingungen",
    text: "Text der Bedingungen",
  },
  termsAt: "Die Bedingungen:",
  agree: (version) => `Ich stimme den Bedingungen zu, Version ${version}`,
  termsAgreed: "Bedingungen, denen zugestimmt wurde, Version",
  choose: "Bitte wählen",
  nothing: "Antragsteller geben eine Begründung an; sonst wird nichts gefragt.",
  answers: "Antworten des Antragstellers",
  approvals: "Genehmigungen",
  approvedBy: (who) => `Genehmigt von ${who}`,
  missing: (count) => (count === 1 ? "1 Genehmigung fehlt." : `${count} Genehmigungen fehlen.`),
  needed: (count) =>
    `${count} verschiedene Personen müssen genehmigen. Was die letzte zu Plan, Scopes und Ende sagt, gilt.`,
  asAsked: (plan) => (plan === undefined ? "Wie beantragt" : `Wie beantragt: ${plan}`),
  fewerScopes: "Nehmen Sie weg, was nicht gewährt werden soll. Mindestens einer bleibt.",
  lastDay: "Letzter Tag",
  lastDayHint: "Leer: wie im Plan. Tage gelten in UTC.",
  changed: {
    plan: (to, from) => `Plan ${to} statt ${from}`,
    scopes: (to, from) => `Scopes ${to} statt ${from}`,
    expiresAt: (to) => `Endet am ${to}`,
  },
  all: "alle",
  none: "keiner",
};
