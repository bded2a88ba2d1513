import type { paths } from "@latchkey/client/schema.gen";
import createClient, { type Client } from "openapi-fetch";
import type { PortalConfig } from "../config/portal-config.ts";
import { conditionalFetch } from "./conditional-fetch.ts";
import { asProblem, problemOf } from "./problem.ts";
import type { Session } from "./session.ts";
import { sessionFetch } from "./session-fetch.ts";

interface Connection {
  client: Client<paths>;
  config: PortalConfig;
  session: Pick<Session, "state">;
}

let connection: Connection | undefined;

/** Makes the one connection of this page. Called before anything is shown. */
export const connect = (config: PortalConfig, session: Session): void => {
  const conditional = conditionalFetch(sessionFetch(session, (request) => fetch(request)));
  session.subscribe(() => {
    if (session.state() !== "signed-in") conditional.clear();
  });
  connection = {
    client: createClient<paths>({ baseUrl: config.controlUrl, fetch: conditional.fetch }),
    config,
    session,
  };
};

const connected = (): Connection => {
  if (!connection) throw new Error("The portal is not connected.");
  return connection;
};

/** The management API. */
export const api = (): Client<paths> => connected().client;

export const portalConfig = (): PortalConfig => connected().config;

/** Whether no person has signed in, and the stage shows its public services to everybody. */
export const isVisitor = (): boolean => {
  const { config, session } = connected();
  return config.publicCatalog && session.state() === "signed-out";
};

interface Call<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The good answer of a call. @throws Problem for every other. */
export const answerOf = async <T>(call: Promise<Call<T>>): Promise<T> => {
  const { data, error, response } = await call.catch((thrown: unknown) => {
    throw asProblem(thrown);
  });
  if (error !== undefined || !response.ok) throw problemOf(response, error);
  return data as T;
};

/** The items of a list that comes whole. @throws Problem */
export const itemsOf = async <T>(call: Promise<Call<{ items: T }>>): Promise<T> =>
  (await answerOf(call)).items;

/** Headers of a change: it is made once however often it is sent, and only to the revision that was seen. */
export const onceOnly = (key: string = crypto.randomUUID()) => ({ "Idempotency-Key": key });
export const ifRevision = (revision: number) => ({ "If-Match": `"${revision}"` });
