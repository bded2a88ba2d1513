import { proven } from "./try-proof.ts";
import { type TryInput, type TryRefusal, tryRequest } from "./try-request.ts";

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
  const ready = await proven(checked.request, input.credential, new Date()).catch(() => undefined);
  if (ready === undefined || !areSendable(ready.headers)) return { outcome: "refused", why: "unsendable" };
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

const areSendable = (headers: Readonly<Record<string, string>>): boolean => {
  try {
    return new Headers(headers) !== undefined;
  } catch {
    return false;
  }
};
