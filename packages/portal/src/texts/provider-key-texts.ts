/** The keys that the gateway calls a provider of models with. */
export const providerKeyTexts = {
  key: "Provider's key",
  keyNone: "None is set. What you enter is sent to the upstream with every call, and is never shown again.",
  keySet: (header: string) => `One is set, in the header ${header}. What you enter replaces it.`,
  keyHeader: "Sent as",
  keyHeaderHint: "OpenAI and most others read a bearer token, Anthropic x-api-key, Azure api-key.",
  keyIn: (header: string, before: string) => (before === "" ? header : `${header}: ${before} …`),
  keys: "Several keys of the provider",
  keysLead:
    "Calls carry one of them in turn, by weight. One that is answered 401 or 429 rests, and the call is sent with the next. At another origin all are given again.",
  addKey: "Add a key",
  keyNumber: (number: number) => `Key ${number}`,
  keyFields: {
    name: "Name",
    nameHint: "Short, for programs: first, eu.",
    weight: "Weight",
    weightHint: "1 to 100: its share of the calls.",
    secret: "Value",
    secretNew: "Write-only: it is never shown again.",
    secretStored: (headers: string) => `Set, in ${headers}. Empty: it stays.`,
  },
};
