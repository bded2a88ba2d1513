import createClient from "openapi-fetch";
import { type Authentication, authenticatedFetch } from "./authenticated-fetch.ts";
import { type ClientCredentials, clientCredentials } from "./client-credentials.ts";
import type { Call, Each, Method } from "./operations.ts";
import { problemOf, readProblem } from "./problem.ts";
import { type Fetch, type Retries, retryingFetch } from "./retrying-fetch.ts";
import type { paths } from "./schema.gen.ts";

export interface LatchkeyOptions {
  /** The control plane's address. */
  readonly url: string;
  /** An API key of a consumer that is subscribed to `latchkey`. */
  readonly apiKey?: string;
  /** A token for `Authorization: Bearer`: of a person's sign-in, or of `oauth2`. */
  readonly token?: string | (() => Promise<string>);
  /** A credential of type `oauth2`: tokens are fetched and kept. */
  readonly client?: Pick<ClientCredentials, "clientId" | "clientSecret" | "scope" | "resource">;
  readonly fetch?: Fetch;
  readonly retries?: Retries;
}

/** Anything that is asked of the management API, without types: for what the document of this release lacks. */
export interface PlainRequest {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

export interface Latchkey {
  readonly GET: Call<"get">;
  readonly PUT: Call<"put">;
  readonly POST: Call<"post">;
  readonly PATCH: Call<"patch">;
  readonly DELETE: Call<"delete">;
  /** Every item of a list: `for await (const consumer of latchkey.each("/v1/consumers"))`. */
  readonly each: Each;
  /** Any answer, good or not. @throws NoAnswer */
  readonly ask: (method: string, path: string, request?: PlainRequest) => Promise<Response>;
  /** The body of a good answer, as it was parsed. @throws Problem, NoAnswer */
  readonly send: (method: string, path: string, request?: PlainRequest) => Promise<unknown>;
}

const PAGE = 200;

/** The management API of a stage, as one caller. */
export const createLatchkey = (options: LatchkeyOptions): Latchkey => {
  const url = options.url.replace(/\/+$/, "");
  const plain: Fetch = options.fetch ?? ((request) => fetch(request));
  const send = authenticatedFetch(
    retryingFetch(plain, options.retries),
    authenticationOf(options, url, plain),
  );
  const typed = createClient<paths>({ baseUrl: url, fetch: send });

  const call =
    (method: Method) =>
    async (path: string, init: object = {}): Promise<unknown> => {
      // The types are those of `Call`; openapi-fetch has them for its own answers, which are unwrapped here.
      const request = typed.request as (
        method: Method,
        path: string,
        init: object,
      ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
      const { data, error, response } = await request(method, path, init);
      if (response.ok) return data;
      throw readProblem(`${method.toUpperCase()} ${path}`, response, error);
    };
  const ask: Latchkey["ask"] = (method, path, { query, headers, body, signal } = {}) => {
    const at = new URL(`${url}${path}`);
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined) at.searchParams.set(name, String(value));
    return send(
      new Request(at, {
        method,
        headers: {
          Accept: "application/json",
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal === undefined ? {} : { signal }),
      }),
    );
  };
  return {
    GET: call("get") as Latchkey["GET"],
    PUT: call("put") as Latchkey["PUT"],
    POST: call("post") as Latchkey["POST"],
    PATCH: call("patch") as Latchkey["PATCH"],
    DELETE: call("delete") as Latchkey["DELETE"],
    each: eachBy(call("get")) as Latchkey["each"],
    ask,
    send: async (method, path, request) => {
      const answer = await ask(method, path, request);
      if (!answer.ok) throw await problemOf(`${method} ${path.split("?", 1)[0]}`, answer);
      const text = await answer.text();
      return text === "" ? undefined : JSON.parse(text);
    },
  };
};

const authenticationOf = (
  { apiKey, token, client }: LatchkeyOptions,
  url: string,
  fetch: Fetch,
): Authentication => {
  if (client) return { source: clientCredentials({ ...client, url, fetch }) };
  if (token !== undefined)
    return {
      source: { token: typeof token === "string" ? async () => token : token, forget: () => undefined },
    };
  return apiKey === undefined ? {} : { apiKey };
};

interface Page {
  items: unknown[];
  cursor?: string | null;
}
type ListInit = { params?: { query?: Record<string, unknown> } };

const eachBy = (get: (path: string, init: object) => Promise<unknown>) =>
  async function* (path: string, init: ListInit = {}): AsyncGenerator<unknown, void, undefined> {
    let cursor: string | null | undefined;
    do {
      const query = { limit: PAGE, ...init.params?.query, ...(cursor ? { cursor } : {}) };
      const page = (await get(path, { ...init, params: { ...init.params, query } })) as Page;
      yield* page.items;
      cursor = page.cursor;
    } while (cursor);
  };
