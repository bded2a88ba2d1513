import type { listTexts as english } from "./list-texts.ts";
import type { Translation } from "./translation.ts";

export const listTexts: Translation<typeof english> = {
  allTeams: "Alle meine Teams",
  sortedBy: (label) => `Nach ${label} sortieren`,
  state: "Status",
  anyState: "Jeder Status",
  subscriptions: "Meine Abonnements",
  subscriptionsLead: "Was die Consumer Ihrer Teams aufrufen dürfen und was sie beantragt haben.",
  searchSubscriptions: "Abonnements durchsuchen",
  searchSubscriptionsHint: "Der Anfang eines Namens",
  noSubscription: "Kein solches Abonnement gefunden.",
  endsSoonFirst: "Was zuerst endet, steht vorn.",
  searchCredentials: "Zugangsdaten durchsuchen",
  searchCredentialsHint: "Teil eines Namens, Typs oder des sichtbaren Secret-Anfangs",
  noCredential: "Keine Zugangsdaten gefunden.",
};
