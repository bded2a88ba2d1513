/**
 * Who did something. Records, events and answers name them by one word (`actorOf`): a person by the address that was
 * verified, a machine by its consumer's id, the third rule of a service as `rule:3`, a service that approves automatically as
 * `service`. Everything else is the program itself: `system`, and words of records that the program did not write.
 */
export type Actor =
  | { readonly kind: "person"; readonly email: string }
  | { readonly kind: "machine"; readonly consumer: string }
  | { readonly kind: "rule" }
  | { readonly kind: "service" }
  | { readonly kind: "system" };

/** The actor that a word names. No other module looks into such a word. */
export const namedActor = (name: string): Actor => {
  if (name.includes("@")) return { kind: "person", email: name };
  if (name.startsWith("con_")) return { kind: "machine", consumer: name };
  if (name.startsWith("rule:")) return { kind: "rule" };
  return { kind: name === "service" ? "service" : "system" };
};

/** Whether an actor is named by an address, which mails keep from becoming a link. */
export const isPerson = (name: string): boolean => namedActor(name).kind === "person";
