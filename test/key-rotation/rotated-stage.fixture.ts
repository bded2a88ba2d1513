import { inFull } from "@latchkey/core/testing/in-full";
import { expect } from "vitest";
import { freshName, type Making, making } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { type Caller, issuerKeys, makeCallers } from "./callers.fixture.ts";
import { type CheckingUpstream, startCheckingUpstream } from "./checking-upstream.fixture.ts";
import { type Load, startLoad } from "./load.fixture.ts";
import { inboxOf, operatorOf } from "./operator.fixture.ts";

/** At least one of each kind of caller. */
const CALLS_A_MINUTE = inFull ? 50 : 7;
export const MINUTE = 60;
export const SERVICE = "weather";
export const TEAM = "providers";

/** A Latchkey that is called all the time with each type of credential while its key rings are rotated. */
export interface RotatedStage {
  /** The process that runs now; another one after `restart`. */
  latchkey(): RunningLatchkey;
  readonly operator: ReturnType<typeof operatorOf>;
  readonly upstream: CheckingUpstream;
  readonly send: Send;
  readonly make: Making;
  readonly callers: readonly Caller[];
  readonly load: Load;
  /** An API key that is not used during the rotation. */
  readonly unusedKey: string;
  /** Minutes pass while calls are made; no call sees more than one of them pass, or it would be too old. */
  pass(minutes: number): Promise<void>;
  restart(signal?: NodeJS.Signals): Promise<void>;
  /** The address that consumers call. */
  url(): string;
  stop(): Promise<void>;
}

export const startRotatedStage = async (): Promise<RotatedStage> => {
  await using started = new AsyncDisposableStack();
  // By hand: the clock takes no step between.
  let latchkey = await startLatchkey({ LATCHKEY_KEY_ROTATION_DAYS: "0" });
  started.defer(() => latchkey[Symbol.asyncDispose]());
  const operator = operatorOf(latchkey);
  const send = asRoot(latchkey);
  const make = making(send);
  const header = { name: "x-upstream-key", value: "a secret of the upstream" };
  const upstream = await startCheckingUpstream({
    jwks: `${latchkey.control}/.well-known/jwks.json`,
    service: SERVICE,
    header,
    issuerKeys: await issuerKeys(),
    now: operator.now,
  });
  started.defer(() => upstream.stop());
  await make.team({ slug: TEAM });
  await make.service(TEAM, {
    slug: SERVICE,
    assertion: true,
    upstream: { url: upstream.url, headers: { [header.name]: header.value } },
  });
  const hook = { url: `${upstream.url}/hook`, events: ["subscription.approved"] };
  upstream.hookSecret = (await send("POST", `/v1/teams/${TEAM}/webhooks`, hook)).body.secret;
  const callers = await makeCallers(make, TEAM, SERVICE, `${upstream.url}/keys`);
  const unused = await make.consumer(TEAM);
  await make.subscription(unused, SERVICE);
  const unusedKey = (await make.credential(unused)).secret.apiKey;
  const url = () => `${latchkey.gateway}/${SERVICE}/today`;
  const load = startLoad(url(), callers, operator.now);
  started.defer(() => load.finish(0));
  const running = started.move();
  return {
    latchkey: () => latchkey,
    operator,
    upstream,
    send,
    make,
    callers,
    load,
    unusedKey,
    url,
    pass: async (minutes) => {
      for (let minute = 0; minute < minutes; minute += 1) {
        await load.calls(CALLS_A_MINUTE);
        await operator.pass(MINUTE);
      }
    },
    restart: async (signal = "SIGTERM") => {
      await latchkey.stop(signal);
      latchkey = await latchkey.restart({ LATCHKEY_CLOCK_OFFSET: String(operator.offset()) });
    },
    stop: () => running.disposeAsync(),
  };
};

export const expectNoneRefused = ({ load, upstream }: RotatedStage): void =>
  expect([load.refused, [...upstream.refusals]]).toEqual([[], []]);

export const statusWith = async (stage: RotatedStage, apiKey: string): Promise<number> =>
  (await fetch(stage.url(), { headers: { "X-API-Key": apiKey } })).status;

const formerOf = (keys: readonly { key: string; state: string }[]): string =>
  keys.find(({ state }) => state === "former")?.key ?? "";

/** Publishes a key, sees that it is not used too early, and makes it current. Returns both ids. */
export const replaceKey = async (
  { operator, pass }: RotatedStage,
  ring: string,
  minutes: number,
): Promise<{ former: string; current: string }> => {
  const added = await operator.root({ do: "rotate-key-ring", ring });
  expect(added).toMatchObject({ did: "add-key", next: { do: "use-key", ring, key: added.key } });
  await pass(minutes - 1);
  expect(await operator.root({ do: "rotate-key-ring", ring })).toMatchObject({ did: "nothing" });
  const early = await operator.root({ do: "use-key", ring, key: added.key });
  expect(early.error).toMatch(/Not everybody knows/);
  await pass(1);
  const used = await operator.root({ do: "rotate-key-ring", ring });
  expect(used).toMatchObject({ did: "use-key", key: added.key });
  return { former: formerOf(used.keys), current: added.key };
};

/** Publishes a key, makes it current, and removes the former one without waiting for what it has made. */
export const replaceAtOnce = async ({ operator }: RotatedStage, ring: string) => {
  const { key } = await operator.root({ do: "add-key", ring });
  await operator.pass(6 * MINUTE);
  const { keys } = await operator.root({ do: "use-key", ring, key });
  const removed = await operator.root({ do: "remove-key", ring, key: formerOf(keys), force: true });
  await operator.pass(6 * MINUTE);
  return removed;
};

/** The actions of the team's audit whose actor is neither a person nor a machine. */
export const actionsBySystem = async ({ send }: RotatedStage): Promise<Set<string>> => {
  const lines = await send("GET", `/v1/audit?team=${TEAM}`, undefined, { Accept: "application/x-ndjson" });
  const entries = String(lines.body)
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { actor: string; action: string } => JSON.parse(line));
  const others = entries.filter(({ actor }) => actor === "system" || actor === "unknown");
  return new Set(others.map(({ action }) => action));
};

/** Applies, and returns the link of the mail that the approver got. */
export const applyForLink = async ({ make, latchkey }: RotatedStage): Promise<string> => {
  const reason = freshName("reason");
  await make.apply(await make.consumer(TEAM), SERVICE, { reason });
  const named = new RegExp(`\\b${reason}\\b`);
  const mails = await eventually(
    () => inboxOf(latchkey()),
    (all) => all.some(({ text }) => named.test(text)),
  );
  const mail = mails.find(({ text }) => named.test(text) && text.includes("/approvals/"));
  return /https?:\/\/\S+\/approvals\/[\w.~-]+/.exec(mail?.text ?? "")?.[0] ?? "";
};
