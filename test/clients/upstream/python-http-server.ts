import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { endsWithWorker } from "../../support/ends-with-worker.ts";
import { bytesOf, type Seen, type Upstream } from "./upstream.ts";

/** Why it cannot run here; empty where it can. */
export const pythonMissing = (): string =>
  spawnSync("python3", ["-c", "import http.server"]).status === 0 ? "" : " (skipped without python3)";

/** Python's http.server, which speaks HTTP/1.0 and closes its connections. */
export const pythonHttpServer = async (): Promise<Upstream> => {
  const program = join(import.meta.dirname, "http_server.py");
  const child = endsWithWorker(spawn("python3", [program], { stdio: ["ignore", "pipe", "ignore"] }));
  const [port] = await once(child.stdout, "data");
  child.stdout.destroy();
  child.unref();
  const url = `http://127.0.0.1:${String(port).trim()}`;
  const ask = async (verb: string, name: string, body?: string) =>
    (
      await fetch(`${url}/_script/${verb}/${name}`, {
        method: "POST",
        ...(body === undefined ? {} : { body }),
      })
    ).json();
  return {
    url,
    answers: async (name, answer) => {
      const pieces = bytesOf(answer).map((piece) => piece.toString("base64"));
      await ask("answers", name, JSON.stringify({ ...answer, pieces }));
    },
    release: async (name) => {
      await ask("release", name);
    },
    seen: async (name) => {
      const seen = (await ask("seen", name)) as (Seen & { body: string })[];
      return seen.map((each) => ({ ...each, body: Buffer.from(each.body, "base64") }));
    },
  };
};
