import type { Latchkey } from "@latchkey/client/latchkey";
import { NoAnswer, Problem } from "@latchkey/client/problem";
import { eachAtMost } from "../command-line/each-at-most.ts";
import type { BegunSecrets } from "./begun-secrets.ts";
import { isRecord } from "./same.ts";
import type { HandOver } from "./secret-sink.ts";
import type { Asked, Chain, SecretOwner, Step } from "./step.ts";

export interface CarryingOut {
  readonly latchkey: Pick<Latchkey, "send">;
  readonly atOnce: number;
  /** No further step begins once it is aborted; those under way are finished. */
  readonly stop: AbortSignal;
  readonly handOver: HandOver;
  readonly begun: Pick<BegunSecrets, "begin" | "end">;
  readonly onDone: (step: Step) => void;
  readonly onFailed: (step: Step, error: Problem | NoAnswer) => void;
}

/** After so many failures nothing new is begun: the cause is one for all. */
const MOST_FAILURES = 20;

/**
 * Carries out phase by phase. A step that fails ends its chain; what comes in later phases is not tried then. Answers
 * whether all was done.
 */
export const carryOut = async (
  phases: readonly (readonly Chain[])[],
  work: CarryingOut,
): Promise<boolean> => {
  let failures = 0;
  const run = async (chain: Chain): Promise<void> => {
    const known: Known = chain.consumer === undefined ? {} : { consumer: chain.consumer };
    for (const step of chain.steps) {
      if (work.stop.aborted || failures >= MOST_FAILURES) return;
      try {
        await carryOutStep(step, known, work);
      } catch (error) {
        if (!(error instanceof Problem || error instanceof NoAnswer)) throw error;
        failures += 1;
        work.onFailed(step, error);
        return;
      }
      work.onDone(step);
    }
  };
  for (const chains of phases) {
    await eachAtMost(chains, work.atOnce, run);
    if (failures > 0 || work.stop.aborted) return false;
  }
  return true;
};

/** Ids that earlier steps of a chain have answered. */
interface Known {
  consumer?: string;
  made?: string;
}

const carryOutStep = async (step: Step, known: Known, work: CarryingOut): Promise<void> => {
  const { method, path, body } = filled(step.ask, known);
  const { mark } = step;
  if (mark !== undefined) await work.begun.begin(mark);
  const answer = await answerTo(
    step,
    () => work.latchkey.send(method, path, body === undefined ? {} : { body }),
    work,
  );
  const resource = isRecord(answer) && isRecord(answer["credential"]) ? answer["credential"] : answer;
  const id = isRecord(resource) && typeof resource["id"] === "string" ? resource["id"] : undefined;
  if (step.action === "create" && id !== undefined) known.made = id;
  if (step.isConsumer && id !== undefined) known.consumer = id;
  if (step.secretOf) await handOverSecret(step.secretOf, answer, filledPath(path, id), body, work);
  if (mark !== undefined) await work.begun.end(mark);
};

/** Answers that do not tell whether the first request of a step, whose answer was lost, has made a secret. */
const UNTOLD = new Set(["idempotency-in-progress", "unreadable"]);

/** A refusal of the stage has made no secret; where none came, one may have been made. */
const answerTo = async <T>({ mark }: Step, ask: () => Promise<T>, { begun }: CarryingOut): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    const isRefused = error instanceof Problem && error.status < 500 && !UNTOLD.has(error.code);
    if (mark !== undefined && isRefused) await begun.end(mark);
    throw error;
  }
};

const filled = (asked: Asked, known: Known): Asked => ({
  method: asked.method,
  path: asked.path.replace("{consumer}", known.consumer ?? "").replace("{made}", known.made ?? ""),
  ...(asked.body === undefined ? {} : { body: filledBody(asked.body, known) }),
});

const filledBody = (body: unknown, { consumer }: Known): unknown =>
  isRecord(body) && body["consumer"] === "{consumer}" ? { ...body, consumer } : body;

const filledPath = (list: string, id: string | undefined): string => `${list}/${id ?? ""}`;

/**
 * What the stage made, and the file did not give. An answer that was lost and asked for again comes without the secret,
 * which is kept nowhere: the credential gets another one.
 */
const handOverSecret = async (
  owner: SecretOwner,
  answer: unknown,
  path: string,
  given: unknown,
  work: CarryingOut,
): Promise<void> => {
  const secret = isRecord(answer) ? answer["secret"] : undefined;
  if (typeof secret === "string") return work.handOver({ ...owner, secret: { secret } });
  if (secret === null)
    return handOverSecret(owner, await another(owner, path, given, work), path, given, work);
  if (!isRecord(secret)) return;
  const said = new Set(isRecord(given) ? Object.values(given) : []);
  const values = Object.entries(secret).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  if (values.some(([, value]) => !said.has(value)))
    await work.handOver({ ...owner, secret: Object.fromEntries(values) });
};

/** A credential's is rotated; a webhook is made again. */
const another = async (
  owner: SecretOwner,
  path: string,
  given: unknown,
  { latchkey }: CarryingOut,
): Promise<unknown> => {
  if (!("webhook" in owner)) return latchkey.send("POST", `${path}/rotate`, { body: { overlapSeconds: 0 } });
  await latchkey.send("DELETE", path);
  return latchkey.send("POST", path.slice(0, path.lastIndexOf("/")), { body: given });
};
