/** A plan's limits as people read them; every number comes formatted. */
export const limitTexts = {
  seconds: { 1: "a second", 60: "a minute", 3600: "an hour", 86400: "a day" },
  everySeconds: (seconds: string) => `each ${seconds} seconds`,
  units: { calls: "calls", tokens: "tokens", usd: "US dollars" },
  ofTools: (unit: string, tools: string) => `${unit} of ${tools}`,
  rate: (count: string, unit: string, period: string) => `${count} ${unit} ${period}`,
  /** `period` as the API names it: day, week or month. */
  quota: (count: string, unit: string, period: string) => `${count} ${unit} a ${period}`,
  budget: (usd: string, period: string) => `${usd} US dollars a ${period}`,
  models: (names: string) => `Only the models ${names}`,
  /** What is used and left of a limit. */
  now: {
    title: "What is left",
    lead: "As it is now; it changes by itself. What the gateway has set aside for the next calls counts as used.",
    none: "No limits apply",
    noneLead: "Neither the consumer nor a plan of its subscriptions limits its calls.",
    names: { quota: "Quota", "rate-limit": "Rate limit", budget: "Budget" },
    held: (amount: string) => `${amount} held by calls under way`,
    ofPlan: "this subscription's plan",
    ofConsumer: "all calls of the consumer",
    used: (used: string, most: string, unit: string) => `${used} of ${most} ${unit}`,
    usedUp: "used up",
    resets: (when: string) => `resets ${when}`,
    periods: { day: "today", week: "this week", month: "this month" },
    seconds: { 1: "in a second", 60: "in a minute", 3600: "in an hour", 86400: "in a day" },
    everySeconds: (seconds: string) => `in ${seconds} seconds`,
  },
  size: (bytes: string) => `Bodies of at most ${bytes} bytes`,
};
