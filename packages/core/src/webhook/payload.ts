import type { DomainEvent } from "../event/event.ts";

/**
 * The body of a Standard Webhooks message (standardwebhooks.com, "Payload structure"). `data` is what the event says on
 * the bus; a provider learns nothing of its subscribers' credentials.
 */
export const payloadOf = (
  { type, application: _internal, ...detail }: DomainEvent,
  side: "own" | "provider",
): string => {
  const { credential, ...rest } = detail;
  const data = side === "own" && credential !== undefined ? { ...rest, credential } : rest;
  return JSON.stringify({ type, timestamp: detail.at, data });
};
