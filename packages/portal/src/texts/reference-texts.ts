export const referenceTexts = {
  empty: "The document describes no operations.",
  parameters: "Parameters",
  places: { path: "in the path", query: "in the query", header: "as a header", cookie: "as a cookie" },
  required: "required",
  request: "Body",
  response: (status: string) => `Answer ${status}`,
  try: "Try it through the gateway",
  key: "API key",
  keyHint: "Used for this call only; it is kept nowhere.",
  body: "Body (JSON)",
  send: "Send",
  answer: (status: number, ms: number) => `${status}, after ${ms} ms`,
  leaves: "This path leads out of the service, so nothing was sent",
  notReached: "The browser got no answer",
  notReachedLead:
    "Either the gateway did not answer, or it refused the key (what it says of that, a page of another origin cannot read), or the service does not allow this page's origin. Its provider can allow it under “Origins that may call from a browser”; a command outside a browser shows every answer.",
};
