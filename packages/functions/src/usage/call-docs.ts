import { answerObject } from "../http/documented.ts";
import { CallView } from "./usage-operations.ts";

export const callSchemas = [
  answerObject("Call", CallView, {
    description: "A call of a consumer.",
    properties: {
      at: "When it came, UTC.",
      requestId: "The id that the caller was told.",
      service: "The slug that was called.",
      method: "The method.",
      path: "The path's template in the service's OpenAPI document, else its beginning; what follows is `…`. Never a query.",
      status: "What the caller was answered; 499 when it went away before.",
      reason: "Why it was refused, exactly, or what went wrong on the way.",
      durationMs: "Milliseconds until the last byte of the answer.",
      credential: "The id of the credential. Only for the consumer's team.",
      subscription: "The id of the subscription.",
      limit: "The plugin whose limit refused it.",
      advice: "What to do next. Absent where all went well.",
    },
    example: {
      at: "2026-01-31T12:00:00.000Z",
      requestId: "6f1c2d7e-4a0b-4d0f-9a51-2f3c7b8e9d10",
      service: "forecast",
      method: "GET",
      path: "/days/{day}",
      status: 429,
      reason: "quota-exceeded",
      durationMs: 4,
      limit: "quota",
      advice: "The day's or month's quota is used up. Wait for the next one, or ask for another plan.",
    },
  }),
];
