import type { announcementTexts as english } from "./announcement-texts.ts";
import { inGerman as plural } from "./plural.ts";
import type { Translation } from "./translation.ts";

export const announcementTexts: Translation<typeof english> = {
  title: "Ankündigungen",
  announce: "Ankündigen",
  lead: "Eine Mail geht an jeden Eigentümer der Teams mit einem aktiven oder ausgesetzten Abonnement, der sie nicht abbestellt hat. Sie kann nicht zurückgenommen werden.",
  subject: "Worum es geht",
  text: "Was Sie den Nutzern sagen",
  sent: (recipients) =>
    plural(recipients, { one: "An eine Adresse angekündigt.", other: "An # Adressen angekündigt." }),
};
