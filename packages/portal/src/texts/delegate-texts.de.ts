import type { delegateTexts as english } from "./delegate-texts.ts";
import type { Translation } from "./translation.ts";

export const delegateTexts: Translation<typeof english> = {
  title: "Während ich weg bin",
  lead: "Anträge, über die Sie per Mail entscheiden, gehen auch an eine Vertretung: Jeder von Ihnen hat einen eigenen Link, und wer zuerst antwortet, entscheidet.",
  now: "Ihre Vertretung",
  decides: (email) => `${email} entscheidet neben Ihnen.`,
  none: "Sie entscheiden allein.",
  ends: "Endet",
  by: "Durch das Team",
  another: "Eine andere Vertretung nennen",
  name: "Eine Vertretung nennen",
  email: "E-Mail-Adresse",
  emailHint: "Ein Mitglied oder Eigentümer eines Teams, dem Sie angehören.",
  until: "Bis zum Ende dieses Tages (UTC)",
  named: (email) => `${email} entscheidet ab jetzt neben Ihnen.`,
  remove: "Wieder allein entscheiden",
  removeTitle: (email) => `Ohne ${email} entscheiden?`,
  removeLead: "Die Links Ihrer Vertretung entscheiden dann nichts mehr.",
  byDelegate: (who, approver) => `von ${who} in Vertretung von ${approver}`,
  removed: "Sie entscheiden wieder allein.",
};
