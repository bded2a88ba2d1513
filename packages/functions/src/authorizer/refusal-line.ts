import type { Call, Presenter, Verdict } from "@latchkey/core/verdict/verdict";

/** One refusal for the log, with the exact reason; never what was presented. */
export interface RefusalLine {
  /** ISO 8601: when the call came, where the event tells. */
  at?: string;
  requestId: string;
  service: string;
  method?: string;
  /** The path's template, or its beginning: what follows may tell of people. */
  path?: string;
  /** What the service's document names it, of a REST service. */
  operation?: string;
  reason: string;
  consumer?: string;
  credential?: string;
  team?: string;
  /** The services' and subscriptions' ids: usage is counted from these lines too. */
  serviceId?: string;
  subscription?: string;
}

export type KnownLine = Omit<
  RefusalLine,
  "requestId" | "service" | "method" | "path" | "operation" | "reason"
>;

/** Whom a verdict is about, as far as it is known. */
export const knownOf = (verdict: Exclude<Verdict, { kind: "pending" }>): KnownLine =>
  lineOf(verdict.kind === "allowed" ? verdict.call : verdict.known);

/** All consumers that a refusal concerns: it is listed in the refusals of each. */
export const allKnownOf = (verdict: Exclude<Verdict, { kind: "pending" | "allowed" }>): KnownLine[] =>
  verdict.kind === "refused"
    ? [lineOf(verdict.known)]
    : [verdict.known, ...(verdict.others ?? [])].map(lineOf);

const lineOf = (known: (Presenter & Partial<Call>) | undefined): KnownLine => {
  if (!known) return {};
  const { consumer, credential, service, subscription } = known;
  return {
    consumer: consumer.id,
    credential: credential.id,
    team: consumer.team,
    ...(service ? { serviceId: service.id } : {}),
    ...(subscription ? { subscription: subscription.id } : {}),
  };
};
