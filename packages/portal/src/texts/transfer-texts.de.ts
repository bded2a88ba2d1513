import type { transferTexts as english } from "./transfer-texts.ts";
import type { Translation } from "./translation.ts";

export const transferTexts: Translation<typeof english> = {
  offer: "Übergeben",
  offerTitle: (name) => `${name} einem anderen Team übergeben?`,
  offerLead:
    "Ein Owner des anderen Teams nimmt an oder lehnt ab. Dann gehört der Consumer dorthin, mit seinen Credentials und Abonnements: Ihr Team sieht ihn nicht mehr. Seine Aufrufe gehen weiter. Nutzung und Audit von vorher bleiben bei Ihrem Team.",
  team: "Das andere Team",
  teamHint: "Sein Slug. Ob es ihn gibt, wird nicht verraten: Fragen Sie dort danach.",
  offered: (name, team) => `${name} ist ${team} angeboten.`,
  isOffered: (team) => `Dem Team ${team} angeboten`,
  from: "Vom Team",
  by: "Von",
  until: "Endet",
  withdraw: "Angebot zurücknehmen",
  withdrawTitle: (name) => `${name} behalten?`,
  withdrawLead: "Das andere Team kann ihn nicht mehr annehmen.",
  withdrawn: (name) => `${name} bleibt bei Ihrem Team.`,
  offers: (team) => `Angebote an ${team}`,
  offersLead: "Consumer, die andere Teams Ihrem Team geben wollen.",
  answer: "Antwort",
  look: "Ansehen",
  answerTitle: (name) => `${name} übernehmen?`,
  accept: "Annehmen",
  accepted: (name) => `${name} gehört Ihrem Team. Rotieren Sie seine Credentials.`,
  decline: "Ablehnen",
  declineTitle: (name) => `${name} ablehnen?`,
  declineLead: "Er bleibt beim Team, das ihn anbietet; dessen Owner erfahren es.",
  declined: (name) => `${name} wurde abgelehnt.`,
  ends: "endet",
  endsByRule: "endet nach der Regel Ihres Teams",
  knownSecrets: (team) => `Das Team ${team} kennt die Secrets`,
  since: "Es hat den Consumer Ihrem Team übergeben am",
  rotate:
    "Rotieren Sie jedes Credential, oder widerrufen Sie es und stellen Sie ein anderes aus: Dann geht dieser Hinweis.",
  rotateAfter:
    "Rotieren Sie nach dem Annehmen jedes Credential. Was auf eine Entscheidung wartet, wird zurückgezogen.",
};
