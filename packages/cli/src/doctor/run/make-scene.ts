import { exchange } from "../../http/exchange.ts";
import { toldAnswer } from "../../http/problem.ts";
import type { Management } from "../../management/management.ts";
import { admittedAs } from "../check/echo.ts";
import type { GatewayCall, Scene } from "../check/scene.ts";
import type { KeyPair } from "../check/signer.ts";
import { issue, makeCaller } from "../stage/caller.ts";
import { SERVICE_NAME, TEAM_NAME } from "../stage/run-names.ts";
import { type PassGate, passed } from "./gate-keeper.ts";

/** Seconds: longer than the slow upstream of the checks takes. */
const PATIENCE = 120;
/** Milliseconds. */
const FIRST_CALL_WITHIN = 30_000;

export type SceneBase = Omit<
  Scene,
  "admin" | "caller" | "call" | "keyPair" | "firstCallMilliseconds" | "signal"
>;

export interface SceneMaking {
  readonly pass: PassGate;
  readonly admin: Management;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/** Makes the run's team with what is in it, and sends its first call. @throws GateBroken */
export const makeScene = async (
  base: SceneBase,
  { pass, admin: given, signal }: SceneMaking,
): Promise<Scene> => {
  const admin = guarded(given, signal);
  const making = { admin, secrets: base.secrets };
  const { names } = base;
  const caller = await pass("management-works", async () => {
    await admin.do("POST", "/v1/teams", { slug: names.team, name: TEAM_NAME });
    await admin.do("POST", "/v1/services", serviceOf(base, names.service, PATIENCE));
    await admin.do("POST", "/v1/services", serviceOf(base, names.hurried, 1));
    const made = await makeCaller(making, { ...names, name: names.consumer("caller") });
    await admin.do("POST", `/v1/services/${names.hurried}/subscriptions`, { consumer: made.id });
    return passed("201 for each", made);
  });
  const call = callerOf(base.addresses.gateway, names.service);
  const firstCallMilliseconds = await pass("first-call", async () => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(FIRST_CALL_WITHIN)]);
    const answer = await call({ headers: { "X-API-Key": caller.key } }, within);
    const admitted = admittedAs(answer, caller);
    return admitted.outcome === "held" ? passed(toldAnswer(answer), answer.endAfter) : admitted;
  });
  let pair: Promise<KeyPair> | undefined;
  const keyPair = async (): Promise<KeyPair> => {
    const credential = await issue(making, caller.id, { type: "aksk" });
    return { accessKey: credential.secret("accessKey"), secretKey: credential.secret("secretKey") };
  };
  return {
    ...base,
    admin,
    caller,
    firstCallMilliseconds,
    signal,
    call: (sent) => call(sent, signal),
    keyPair: () => {
      pair ??= keyPair();
      return pair;
    },
  };
};

/** The same scene for one check, which `signal` ends. */
export const sceneUntil = (scene: Scene, signal: AbortSignal): Scene => ({
  ...scene,
  signal,
  call: (sent) => callerOf(scene.addresses.gateway, scene.names.service)(sent, signal),
});

const callerOf = (gateway: string, ownService: string) => (sent: GatewayCall, signal: AbortSignal) => {
  const { path = "/", service = ownService, ...outgoing } = sent;
  return exchange({ ...outgoing, url: `${gateway}/${service}${path}` }, signal);
};

/** Begins nothing once the run is stopped; what has begun is finished, so that the end knows all that there is. */
const guarded = (admin: Management, signal: AbortSignal): Management => ({
  ask: async (...asked) => {
    signal.throwIfAborted();
    return admin.ask(...asked);
  },
  do: async (...asked) => {
    signal.throwIfAborted();
    return admin.do(...asked);
  },
});

const serviceOf = ({ upstream, approver }: SceneBase, slug: string, timeoutSeconds: number) => ({
  slug,
  name: SERVICE_NAME,
  team: upstream.team,
  kind: "rest",
  upstream: { url: upstream.url, timeoutSeconds, ...(upstream.auth ? { auth: upstream.auth } : {}) },
  visibility: "private",
  approval: "manual",
  approvers: [approver],
  tags: ["latchkey-doctor"],
  status: "published",
});
