import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type OwnCalled, startCalled } from "../credentials/called.fixture.ts";
import { SIGNING_CLIENTS } from "../credentials/clients.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { byEd, ed, inAnHour, spki, token } from "../credentials/tokens.fixture.ts";
import { decide, inbox, linkIn } from "../subscriptions/life.fixture.ts";
import { asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, type Stage, startLatchkey } from "../support/running-latchkey.ts";
import { backup } from "./tool.fixture.ts";

/** One call to the service at the given address. */
type Call = (url: string) => Promise<{ status: number }>;

interface Application {
  subscription: string;
  /** The link of its approver's mail. */
  link: string;
}

/** A stage, the backup that was made of it while it was written to, and a stage restored from that backup. */
export interface RestoredStage {
  readonly called: OwnCalled;
  readonly other: RunningLatchkey;
  /** Where the backup, the restored stage and what tests restore lie. */
  readonly folder: string;
  readonly file: string;
  /** By kind of credential. */
  readonly calls: ReadonlyMap<string, Call>;
  readonly revoked: Call;
  readonly pending: Application;
  readonly approved: Application;
  stop(): Promise<void>;
}

export const withHeaders =
  (headers: Record<string, string>): Call =>
  (url) =>
    sendRaw(url, { headers });

const withApiKey = (secret: Record<string, string>): Call =>
  withHeaders({ "X-API-Key": secret["apiKey"] ?? "" });

/** One call by each credential that holds, and one by a credential that was revoked. */
const makeCredentials = async (called: OwnCalled): Promise<Pick<RestoredStage, "calls" | "revoked">> => {
  const calls = new Map<string, Call>();
  calls.set("api-key", withApiKey((await called.caller({ type: "api-key" })).secret));
  const imported = "a-key-of-the-system-before-0123456789";
  await called.caller({ type: "api-key", apiKey: imported });
  calls.set("api-key, imported", withApiKey({ apiKey: imported }));
  const { consumer, credential, secret } = await called.caller({ type: "api-key" });
  const rotate = `/v1/consumers/${consumer.id}/credentials/${credential.id}/rotate`;
  const rotated = await called.root("POST", rotate, {});
  calls.set("api-key, rotated", withApiKey(rotated.body.secret));
  calls.set("api-key, the former one in its overlap", withApiKey(secret));
  const basic = (await called.caller({ type: "basic" })).secret;
  const pair = Buffer.from(`${basic["username"]}:${basic["password"]}`).toString("base64");
  calls.set("basic", withHeaders({ Authorization: `Basic ${pair}` }));
  const issuer = "https://tokens.example";
  await called.caller({ type: "jwt", algorithm: "EdDSA", issuer, publicKey: spki(ed.publicKey) });
  const jwt = token({ alg: "EdDSA" }, { iss: issuer, sub: "any", exp: inAnHour() }, byEd);
  calls.set("jwt", withHeaders({ Authorization: `Bearer ${jwt}` }));
  const aksk = (await called.caller({ type: "aksk" })).secret;
  const keys = { accessKey: aksk["accessKey"] ?? "", secretKey: aksk["secretKey"] ?? "" };
  for (const name of ["ours: aws4", "ours: gateway-hmac", "ours: rfc9421", "ours: signature"])
    calls.set(`aksk, ${name}`, async (url) => {
      const client = SIGNING_CLIENTS[name];
      if (!client) throw new Error(`There is no client ${name}.`);
      return client(url, { method: "POST", path: "/orders", body: "{}" }, keys);
    });
  const revoked = await called.caller({ type: "api-key" });
  await called.root("DELETE", `/v1/consumers/${revoked.consumer.id}/credentials/${revoked.credential.id}`);
  return { calls, revoked: withApiKey(revoked.secret) };
};

const apply = async ({ make, latchkey }: OwnCalled, reason: string): Promise<Application> => {
  const service = await make.service("providers");
  const consumer = await make.consumer("callers");
  const { id: subscription } = await make.apply(consumer, service.slug, { reason });
  const isAbout = ({ text }: { text: string }) =>
    text.includes("/approvals/") && text.includes(consumer.name);
  const mails = await eventually(
    () => inbox(latchkey),
    (all) => all.some(isAbout),
  );
  const mail = mails.find(isAbout);
  if (!mail) throw new Error("It was there.");
  return { subscription, link: linkIn(mail) };
};

/** Makes the backup while consumers are created. */
const createBackup = async (called: OwnCalled, file: string): Promise<void> => {
  let writing = true;
  const writer = (async () => {
    while (writing) await called.make.consumer("callers");
  })();
  const made = await backup(["create", "--data", called.latchkey.data, "--file", file]);
  writing = false;
  await writer;
  expect(made).toMatchObject({ code: 0 });
};

export const startRestoredStage = async (): Promise<RestoredStage> => {
  await using started = new AsyncDisposableStack();
  const called = await startCalled();
  started.defer(() => called.stop());
  const credentials = await makeCredentials(called);
  const pending = await apply(called, "still-waiting");
  const approved = await apply(called, "decided-before");
  await decide(approved.link, "approve", "welcome");
  await called.root("POST", "/v1/teams", { slug: "stopped", name: "Stopped" });
  await called.root("POST", "/v1/teams/stopped/suspend", {});
  const folder = await mkdtemp(join(tmpdir(), "latchkey-backup-"));
  started.defer(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "stage.backup");
  await createBackup(called, file);
  const restored = await backup(["restore", "--data", join(folder, "b"), "--file", file]);
  expect(restored).toMatchObject({ code: 0 });
  await copyFile(join(called.latchkey.data, "root.key"), join(folder, "b", "root.key"));
  const other = started.use(await startLatchkey({ LATCHKEY_DATA: join(folder, "b") }));
  const running = started.move();
  return {
    called,
    other,
    folder,
    file,
    ...credentials,
    pending,
    approved,
    stop: () => running.disposeAsync(),
  };
};

export const auditChains = async (stage: Stage) =>
  Promise.all(
    ["latchkey", "callers", "providers"].map(
      async (team) => (await asRoot(stage)("GET", `/v1/audit/verify?team=${team}`)).body,
    ),
  );

/** The audit of the team `callers`: each entry as `action target`. */
export const auditEntries = async (stage: Stage): Promise<string[]> => {
  const accept = { Accept: "application/x-ndjson" };
  const { body } = await asRoot(stage)("GET", "/v1/audit?team=callers", undefined, accept);
  const lines: string[] = String(body).trim().split("\n");
  return lines.map((line) => JSON.parse(line)).map(({ action, target }) => `${action} ${target}`);
};
