import { portalConfig } from "../api/connection.ts";
import { proven } from "./try-proof.ts";
import { type TryInput, type TryRefusal, tryRequest } from "./try-request.ts";
import { accessToken, TokenRefused } from "./try-token.ts";

export type Tried =
  | {
      outcome: "answered";
      status: number;
      ms: number;
      text: string;
      headers: [name: string, value: string][];
    }
  /** Nothing was sent, and why. */
  | { outcome: "refused"; why: TryRefusal }
  /** The service sends its caller elsewhere, where this page does not follow. */
  | { outcome: "redirected" }
  | { outcome: "unreached" };

const LONGEST_ANSWER = 20_000;
const MOST_HEADERS = 100;

/** One call with a credential. Neither cookies nor redirects carry anything elsewhere, and no cache keeps the answer. */
export const tryCall = async (input: TryInput): Promise<Tried> => {
  const checked = tryRequest(input);
  if ("why" in checked) return { outcome: "refused", why: checked.why };
  const getToken = () => accessToken(input.credential, input.address, portalConfig());
  const ready = await proven(checked.request, input.credential, new Date(), getToken).catch(whyUnproven);
  if (typeof ready === "string") return { outcome: "refused", why: ready };
  if (!areSendable(ready.headers)) return { outcome: "refused", why: "unsendable" };
  const { url, ...request } = ready;
  const from = performance.now();
  try {
    const response = await fetch(url, {
      ...request,
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
    });
    if (response.type === "opaqueredirect") return { outcome: "redirected" };
    const answered = await response.text();
    return {
      outcome: "answered",
      status: response.status,
      ms: Math.round(performance.now() - from),
      text: answered.slice(0, LONGEST_ANSWER),
      headers: [...response.headers].slice(0, MOST_HEADERS),
    };
  } catch {
    return { outcome: "unreached" };
  }
};

const whyUnproven = (error: unknown): TryRefusal =>
  error instanceof TokenRefused ? "noToken" : "unsendable";

const areSendable = (headers: Readonly<Record<string, string>>): boolean => {
  try {
    return new Headers(headers) !== undefined;
  } catch {
    return false;
  }
};
