import { hash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { readJson, sendJson } from "../composition/local-http.ts";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";

export const ROOT_PATH = "/_local/root";

/** As long as the deployed function has. Milliseconds. */
const TIME = 15 * 60_000;

export type InvokeRoot = (
  command: unknown,
  context: { getRemainingTimeInMillis(): number },
) => Promise<object>;

/** Where root's key is kept, for nobody but who started Latchkey. */
export const rootKeyPath = (data: string): string => join(data, "root.key");

/**
 * Invokes the function `root`, which IAM guards where it is deployed. Here other people of the machine may reach the port,
 * so who asks shows the key that stands in a file which only its owner reads. One command at a time.
 */
export const rootDoor = (data: string, invoke: InvokeRoot) => {
  let last: Promise<unknown> = Promise.resolve();

  const carryOut = async (command: object): Promise<object> => {
    const end = performance.now() + TIME;
    const answer = await invoke(command, { getRemainingTimeInMillis: () => end - performance.now() });
    if ("apiKey" in answer) await replaceFile(rootKeyPath(data), `${answer.apiKey}\n`);
    return answer;
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "POST") return sendJson(response, 405, { error: "Only POST is understood." });
    const kept = (await readFileIfPresent(rootKeyPath(data)))?.trim();
    if (!kept || !isSame(request.headers.authorization ?? "", `Bearer ${kept}`))
      return sendJson(response, 403, { error: "Only whoever can read root.key in the data folder may ask." });
    const command = await readJson(request);
    const done = last.then(() => carryOut(command));
    last = done.catch(() => undefined);
    try {
      sendJson(response, 200, await done);
    } catch (error) {
      sendJson(response, 400, { error: error instanceof Error ? error.message : String(error) });
    }
  };
};

const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(hash("sha256", one, "buffer"), hash("sha256", other, "buffer"));
