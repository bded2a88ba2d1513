import type { AllowedBody } from "./allowed-body.ts";

/** A signature that held, and how to remember it so that it holds only once. */
export interface AcceptedSignature {
  readonly outcome: "accepted";
  readonly body: AllowedBody;
  /** The signature in lower-case hex, for every scheme: one signature has one text. */
  readonly signature: string;
  /** Epoch seconds after which it would be refused for its age. */
  readonly validUntil: number;
}
