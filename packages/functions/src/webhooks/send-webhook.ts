import type { Outcome } from "@latchkey/core/webhook/delivery";
import { request } from "undici";
import { ForbiddenAddress } from "../egress/guarded-lookup.ts";
import type { ReceiverAgent } from "./receiver-agent.ts";

/** From the look-up of the name to the end of the answer. Milliseconds. */
const WITHIN_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;

export interface Message {
  /** Whose webhook it is. */
  team: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** `slow` when time ran out: waiting for such a receiver delays other deliveries. */
export type Sent = { outcome: Outcome; slow: boolean };
export type SendWebhook = (message: Message) => Promise<Sent>;

/**
 * Makes one attempt. Only a status of 200 to 299 is a success; redirects are not followed. Only the status of the answer is
 * kept: a receiver's address may be chosen so that it answers with what only insiders may read.
 */
export const createSendWebhook =
  (agentFor: ReceiverAgent, within = WITHIN_MS): SendWebhook =>
  async ({ team, url, headers, body }) => {
    const signal = AbortSignal.timeout(within);
    try {
      const answer = await request(url, {
        method: "POST",
        dispatcher: agentFor(team, new URL(url)),
        headers: { "content-type": "application/json", "user-agent": "latchkey-webhooks", ...headers },
        body,
        signal,
        // The signal ends it: with a second clock of undici's an answer could be late and yet not count as slow.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      // The status has told all there is; an answer that never ends is cut off.
      await answer.body.dump({ limit: MAX_ANSWER_BYTES, signal }).catch(() => undefined);
      return { outcome: outcomeOf(answer.statusCode), slow: signal.aborted };
    } catch (error) {
      return { outcome: { delivered: false, error: reasonOf(error, signal) }, slow: signal.aborted };
    }
  };

const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return { delivered: true, status };
  const redirect = status >= 300 && status < 400 ? "; redirects are not followed" : "";
  return { delivered: false, status, error: `the receiver answered ${status}${redirect}` };
};

/** Enough for the receiver's owner, without details of the internal network. */
const reasonOf = (error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return "the receiver did not answer in time";
  if (error instanceof ForbiddenAddress) return "the address is not allowed";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? "the connection failed";
};

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: "the receiver's name was not found",
  EAI_AGAIN: "the receiver's name could not be looked up",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was reset",
  UND_ERR_SOCKET: "the connection was closed",
  UND_ERR_CONNECT_TIMEOUT: "the receiver could not be reached in time",
  CERT_HAS_EXPIRED: "the receiver's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the receiver's certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "the receiver's certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the receiver's certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "the receiver's certificate is another host's",
};
