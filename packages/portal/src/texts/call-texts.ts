export const callTexts = {
  title: "Last calls",
  lead: "The last 100 calls of a day, with what to do about those that went wrong. Of a busy consumer a part is shown. Paths are shown as templates, and queries never.",
  none: "No calls yet",
  noneLead: "A call appears here about a minute after it was made.",
  call: "Call",
  answer: "Answer",
  milliseconds: (count: number) => `${count} ms`,
  limit: (name: string) => `Limit: ${name}`,
  credential: "Credential",
};
