import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";
import { jsonOf, readSmall, sendJson } from "../http/local-http.ts";

export const ROOT_PATH = "/_local/root";

/** Tells that who asks has read root's key. */
export const PROOF_HEADER = "latchkey-root-proof";

/** Milliseconds: so old a proof may be. */
const PROOF_LIFE = 10_000;

/**
 * `time.mac`: HMAC-SHA256 under root's key over the time and the command. The key itself is not sent: while Latchkey does not
 * run, anybody of the machine may listen on its port.
 * @param at milliseconds since the epoch
 */
export const rootProof = (key: string, command: string, at: number): string =>
  `${at}.${createHmac("sha256", key).update(`latchkey-root\n${at}\n${command}`).digest("base64url")}`;

/** As long as the deployed function has. Milliseconds. */
const TIME = 15 * 60_000;

export type InvokeRoot = (
  command: unknown,
  context: { getRemainingTimeInMillis(): number },
) => Promise<object>;

/** The file of root's key, readable only by the user who started Latchkey. */
export const rootKeyPath = (data: string): string => join(data, "root.key");

/**
 * Invokes the function `root`, which IAM guards where it is deployed. Here other people of the machine may reach the port,
 * so a caller proves the key in a file that only its owner can read. One command at a time.
 */
export const rootEndpoint = (data: string, invoke: InvokeRoot) => {
  let last: Promise<unknown> = Promise.resolve();

  const answerOf = async (command: object): Promise<object> => {
    const end = performance.now() + TIME;
    const answer = await invoke(command, { getRemainingTimeInMillis: () => end - performance.now() });
    if ("apiKey" in answer) await replaceFile(rootKeyPath(data), `${answer.apiKey}\n`);
    return answer;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST") return sendJson(response, 405, { error: "Only POST is understood." });
    const kept = (await readFileIfPresent(rootKeyPath(data)))?.trim();
    const command = await readSmall(request);
    if (!kept || !isProven(kept, command, String(request.headers[PROOF_HEADER]), Date.now()))
      return sendJson(response, 403, {
        error: "Only a program that can read root.key in the data folder may ask.",
      });
    const done = last.then(() => answerOf(jsonOf(command)));
    last = done.catch(() => undefined);
    try {
      sendJson(response, 200, await done);
    } catch (error) {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
  };
};

const isProven = (key: string, command: string, proof: string, now: number): boolean => {
  const at = Number(proof.split(".", 1)[0]);
  return Math.abs(now - at) <= PROOF_LIFE && isSame(proof, rootProof(key, command, at));
};

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(hash("sha256", one, "buffer"), hash("sha256", other, "buffer"));
