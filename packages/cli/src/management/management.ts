import { createLatchkey } from "@latchkey/client/latchkey";
import type { Connection } from "../command-line/connection.ts";
import type { Answered } from "../http/exchange.ts";

/** How the key is sent. */
export type KeyPlace = "X-API-Key" | "Authorization";

/** The management API of a stage, asked with one key. */
export interface Management {
  /** Any answer, a refusal too. @throws NoAnswer when the stage does not answer */
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
  /** The JSON of an answer that did it. @throws Problem */
  do(method: string, path: string, body?: unknown): Promise<unknown>;
}

/** The client library as the doctor asks it: by what is on the wire, not by what this release knows. */
export const managementOf = ({ url, key }: Connection, place: KeyPlace = "X-API-Key"): Management => {
  const latchkey = createLatchkey({ url, ...(place === "X-API-Key" ? { apiKey: key } : { token: key }) });
  const given = (body: unknown) => (body === undefined ? {} : { body });
  return {
    ask: async (method, path, body) => {
      const answer = await latchkey.ask(method, path, given(body));
      return {
        status: answer.status,
        headers: new Map(answer.headers),
        body: Buffer.from(await answer.arrayBuffer()),
      };
    },
    do: (method, path, body) => latchkey.send(method, path, given(body)),
  };
};
