import type { Translation } from "./translation.ts";
import type { webhookTexts as english } from "./webhook-texts.ts";

export const webhookTexts: Translation<typeof english> = {
  lead: "Ereignisse der Consumer und Dienste dieses Teams, an eine Ihrer Adressen gesendet, signiert nach Standard Webhooks.",
  new: "Neuer Webhook",
  none: "Noch keine Webhooks",
  noneLead:
    "Geben Sie eine Adresse an; sie erfährt von Anträgen, Entscheidungen und Enden, sobald sie geschehen.",
  url: "Adresse",
  urlHint:
    "https. Sie muss innerhalb von Sekunden mit 2xx antworten, sonst wird es stundenlang erneut versucht.",
  events: "Ereignisse",
  eventsHint: "Mindestens eines.",
  all: "Alle",
  created: "Der Webhook wurde angelegt.",
  secretTitle: "Das Secret des Webhooks",
  secretLead: "Prüfen Sie damit die Signatur jeder Nachricht.",
  secretGone:
    "Die Anfrage wurde wiederholt, daher wird das Secret nicht noch einmal angezeigt. Löschen Sie diesen Webhook und legen Sie für ein neues einen anderen an.",
  secret: "Secret",
  status: { enabled: "Aktiviert", disabled: "Deaktiviert" },
  enable: "Aktivieren",
  disable: "Deaktivieren",
  noDeliveries: "Noch nichts gesendet",
  noDeliveriesLead: "Nachrichten der letzten 30 Tage erscheinen hier.",
  event: "Ereignis",
  test: "Test senden",
  tested: "Ein Test ist unterwegs: Er erscheint unten, spätestens nach einer Minute.",
  edit: "Webhook bearbeiten",
  editEvents: "Bearbeiten",
  payload: "Inhalt",
  showPayload: "Gesendetes anzeigen",
  attempts: "Versuche",
  last: "Letzte Antwort",
  deliveryStatus: { waiting: "Wartet", delivered: "Zugestellt", dead: "Aufgegeben" },
  replay: "Erneut senden",
  replayed: "Wird erneut gesendet.",
  deleteTitle: "Diesen Webhook löschen?",
  deleteLead: "Was noch an ihn gesendet werden sollte, wird nicht mehr gesendet.",
  deleted: "Der Webhook wurde gelöscht.",
};
