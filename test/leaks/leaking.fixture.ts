import { freshName, type Making } from "../support/making.ts";
import { type Answer, as, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import type { Stage } from "../support/running-latchkey.ts";

/** Posts a report as anybody. */
export const reporting =
  (latchkey: () => Pick<Stage, "control">) =>
  async (
    body: unknown,
    { path = "/v1/leaks", headers = {} }: { path?: string; headers?: Record<string, string> } = {},
  ): Promise<{ status: number; text: string; headers: Headers }> => {
    const response = await fetch(`${latchkey().control}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
}
export const mailsTo = async ({ control }: Pick<Stage, "control">, to: string): Promise<Mail[]> => {
  const all = (await (await fetch(`${control}/_local/inbox.json`)).json()) as Mail[];
  return all.filter((mail) => mail.to.includes(to));
};

export interface Holder {
  team: string;
  owner: string;
  consumer: { id: string; name: string };
  credential: { id: string };
  key: string;
  read(): Promise<Answer["body"]>;
  path: string;
}

/** A team with an owner, and a consumer with a key that manages. */
export const holding =
  (root: Send, make: Making) =>
  async (fields: object = {}, key: object = {}): Promise<Holder> => {
    const owner = `${freshName("owner")}@leaks.test`;
    const { slug } = await make.team({ owners: [owner], ...fields });
    const consumer = await make.consumer(slug);
    await make.subscription(consumer, "latchkey");
    const { credential, secret } = await make.credential(consumer, key);
    const path = `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
    const read = async () => (await root("GET", path)).body;
    return { team: slug, owner, consumer, credential, key: secret.apiKey, read, path };
  };

export const until = <T>(ask: () => Promise<T>, fits: (value: T) => boolean): Promise<T> =>
  eventually(ask, fits);

/** Reports of one machine are taken in turn: what was reported before is dealt with once a later one is. */
export const settling =
  (report: ReturnType<typeof reporting>, hold: ReturnType<typeof holding>) => async (): Promise<void> => {
    const last = await hold();
    await report({ items: [{ token: last.key }] });
    await eventually(last.read, ({ status }) => status === "disabled");
  };

/** What the API says to a key. */
export const keyStatus = (latchkey: () => Stage) => async (key: string) =>
  (await as(latchkey(), { "X-API-Key": key })("GET", "/v1/me")).status;

/** A Latchkey of a file's own, to report to. */
export const ownLeaks = () => {
  const own = ownLatchkey();
  const report = reporting(own.latchkey);
  const hold = holding(own.root, own.make);
  return { ...own, report, hold, settle: settling(report, hold), statusOf: keyStatus(own.latchkey) };
};
