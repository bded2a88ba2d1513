/** What a webhook of Latchkey carries. */
export interface WebhookMessage {
  /** One of the event types. */
  readonly type: string;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebhookDelivery {
  /** `whsec_…`; several while one is replaced. */
  readonly secret: string | readonly string[];
  /** As the server has them; names in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes or the text as they came: never what a parser made of them. */
  readonly body: string | Uint8Array;
  /** How old or new a message may be. 300 where it is absent. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since the epoch. */
  readonly now?: number;
}

export type WebhookRefusal = "missing-header" | "too-old" | "too-new" | "wrong-signature" | "unreadable";

/** A message that is not from this webhook, or not from now. */
export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
  readonly code: WebhookRefusal;

  constructor(code: WebhookRefusal) {
    super(`The webhook is refused: ${code}.`);
    this.code = code;
  }
}

const PREFIX = "whsec_";
const MAX_SIGNATURES = 10;

/**
 * Checks a message (standardwebhooks.com: HMAC-SHA256 over `id.timestamp.body`) and reads it. `id` is the same each time a
 * message is sent again: keep it, and leave out what you have had.
 * @throws WebhookRefused
 */
export const verifyWebhook = async (
  delivery: WebhookDelivery,
): Promise<WebhookMessage & { readonly id: string }> => {
  const { headers, toleranceSeconds = 300, now = Date.now() } = delivery;
  const id = headerOf(headers, "webhook-id");
  const timestamp = headerOf(headers, "webhook-timestamp");
  const signatures = headerOf(headers, "webhook-signature");
  if (!id || !signatures || !timestamp || !/^\d{1,12}$/.test(timestamp))
    throw new WebhookRefused("missing-header");
  const age = now / 1000 - Number(timestamp);
  if (age > toleranceSeconds) throw new WebhookRefused("too-old");
  if (age < -toleranceSeconds) throw new WebhookRefused("too-new");
  const body = typeof delivery.body === "string" ? new TextEncoder().encode(delivery.body) : delivery.body;
  const signed = joined(new TextEncoder().encode(`${id}.${timestamp}.`), body);
  if (!(await isSigned(secretsOf(delivery.secret), signatures, signed)))
    throw new WebhookRefused("wrong-signature");
  return { id, ...readMessage(body) };
};

const secretsOf = (secret: WebhookDelivery["secret"]): readonly string[] =>
  typeof secret === "string" ? [secret] : secret;

const isSigned = async (
  secrets: readonly string[],
  signatures: string,
  signed: Uint8Array<ArrayBuffer>,
): Promise<boolean> => {
  const given = signatures
    .split(" ")
    .slice(0, MAX_SIGNATURES)
    .flatMap((each) => (each.startsWith("v1,") ? (bytesOf(each.slice(3)) ?? []) : []));
  for (const secret of secrets) {
    const raw = bytesOf(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret);
    if (!raw || raw.length === 0) throw new TypeError("A webhook's secret is whsec_ and base64.");
    const hmac = { name: "HMAC", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("raw", raw, hmac, false, ["verify"]);
    // Web Crypto compares in constant time.
    for (const mac of given) if (await crypto.subtle.verify("HMAC", key, mac, signed)) return true;
  }
  return false;
};

const headerOf = (headers: WebhookDelivery["headers"], name: string): string | undefined => {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  return typeof value === "object" ? value[0] : value;
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
};

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> => {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
};

const readMessage = (body: Uint8Array): WebhookMessage => {
  try {
    const read: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
    if (isMessage(read)) return read;
  } catch {
    // Told below.
  }
  throw new WebhookRefused("unreadable");
};

const isMessage = (value: unknown): value is WebhookMessage =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  typeof value.type === "string" &&
  "timestamp" in value &&
  typeof value.timestamp === "string" &&
  "data" in value &&
  typeof value.data === "object" &&
  value.data !== null;
