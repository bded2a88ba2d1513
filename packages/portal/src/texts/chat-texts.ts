/** Channels of Slack or Teams that are told what waits for a decision. */
export const chatTexts = {
  title: "Chat",
  lead: "What waits for a decision is posted to these channels of Slack or Teams, with a link to the portal.",
  add: "Add a channel",
  number: (at: number) => `Channel ${at}`,
  name: "Name",
  url: "Address of the incoming webhook",
  urlNew: "Slack or Teams makes it for a channel. It is never shown again.",
  urlStored: (host: string) => `Stored, at ${host}. Empty: it stays.`,
};
