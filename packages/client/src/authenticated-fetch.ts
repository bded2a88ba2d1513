import type { TokenSource } from "./client-credentials.ts";
import type { Fetch } from "./retrying-fetch.ts";

/** How requests say who asks. */
export interface Authentication {
  readonly apiKey?: string;
  readonly source?: TokenSource;
}

/** A token that is refused is forgotten, and the request sent once more where another one comes. */
export const authenticatedFetch =
  (send: Fetch, { apiKey, source }: Authentication): Fetch =>
  async (request) => {
    if (!source) return send(apiKey === undefined ? request : withHeader(request, "X-API-Key", apiKey));
    const token = await source.token();
    const answer = await send(withHeader(request.clone(), "Authorization", `Bearer ${token}`));
    if (answer.status !== 401) return answer;
    source.forget(token);
    const next = await source.token();
    if (next === token) return answer;
    await answer.body?.cancel().catch(() => undefined);
    return send(withHeader(request, "Authorization", `Bearer ${next}`));
  };

const withHeader = (request: Request, name: string, value: string): Request => {
  const headers = new Headers(request.headers);
  headers.set(name, value);
  return new Request(request, { headers });
};
