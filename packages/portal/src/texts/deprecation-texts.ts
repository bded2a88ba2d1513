/** That a service ends: for its team, and for those who use it. */
export const deprecationTexts = {
  title: (when: string) => `This service ends on ${when}`,
  over: (when: string) => `This service ended on ${when}`,
  lead: "It is deprecated: from its end on calls are refused, whatever subscription there is.",
  closed: "It takes no new applications.",
  successor: "Its successor:",
  set: "Deprecate",
  change: "Change the end",
  takeBack: "Take the deprecation back",
  takeBackTitle: (name: string) => `Does ${name} not end after all?`,
  takeBackLead: "Its subscribers are told by mail. It takes applications and calls again.",
  takenBack: (name: string) => `${name} has no end any more.`,
  done: (name: string) => `${name} is deprecated.`,
  formLead:
    "The owners of all subscribed teams are told by mail: at once, and 30, 7 and 1 days before the end. Calls carry the end in their answers.",
  fields: {
    sunsetAt: "Ends at the end of the day (UTC)",
    at: "Takes no applications from",
    atHint: "Empty: from now on.",
    successor: "Successor",
    successorHint: "The slug of the service that takes its place.",
    message: "What you say to those who use it",
  },
  stillCalls: "Who still calls it",
};
