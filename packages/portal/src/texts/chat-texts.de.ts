import type { chatTexts as english } from "./chat-texts.ts";
import type { Translation } from "./translation.ts";

export const chatTexts: Translation<typeof english> = {
  title: "Chat",
  lead: "Was auf eine Entscheidung wartet, wird in diese Kanäle von Slack oder Teams geschrieben, mit einem Link zum Portal.",
  add: "Kanal hinzufügen",
  number: (at) => `Kanal ${at}`,
  name: "Name",
  url: "Adresse des eingehenden Webhooks",
  urlNew: "Slack oder Teams erstellt sie für einen Kanal. Sie wird nicht wieder angezeigt.",
  urlStored: (host) => `Gespeichert, bei ${host}. Leer: Sie bleibt.`,
};
