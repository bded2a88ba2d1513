import type { Session } from "./session.ts";

type Fetch = (request: Request) => Promise<Response>;

/** Sends the token along. A 401 renews the session and tries once more; then it is the caller's. */
export const sessionFetch =
  (session: Pick<Session, "token" | "renew">, fetch: Fetch): Fetch =>
  async (request) => {
    const again = request.clone();
    const first = await fetch(signed(request, session));
    if (first.status !== 401 || session.token() === undefined) return first;
    return (await session.renew()) ? fetch(signed(again, session)) : first;
  };

const signed = (request: Request, session: Pick<Session, "token">): Request => {
  const token = session.token();
  if (token !== undefined) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
};
