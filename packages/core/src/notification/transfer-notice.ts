/** To owners of the teams that a consumer leaves and comes to, and of those whose services it uses. */
export interface TransferNotice {
  fact: "offered" | "declined" | "transferred";
  at: string;
  consumer: { id: string; name: string };
  /** The slugs of the teams. */
  from: string;
  to: string;
  actor: string;
  /** Until when an offer can be accepted. */
  expiresAt?: string;
  recipient: { as: "giving" | "taking" } | { as: "provider"; team: string; services: string[] };
}
