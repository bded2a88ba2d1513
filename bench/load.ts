import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

const CONNECTIONS = 16;
const WARM_MS = 2000;
const ROUNDS = 4;
const ROUND_MS = 2500;
/** Linux counts a process's time in hundredths of a second (proc(5), `utime` and `stime`). */
const TICKS_PER_SECOND = 100;

/** A server that is loaded with one request, again and again. */
export interface Loaded {
  pid: number;
  url: string;
  headers: Record<string, string>;
}

const cpuSeconds = (pid: number): number => {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
  const fields = afterName.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/**
 * Requests that each server process answers per second of its own CPU time, connections kept open: the best of some rounds,
 * in which the servers take turns, so that a noisy neighbour affects all of them.
 */
export const requestsPerCpuSecond = async (servers: readonly Loaded[]): Promise<readonly number[]> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const loads = servers.map((server) => ({ server, best: 0, loadFor: loadOf(agent, server) }));
  for (const { loadFor } of loads) await loadFor(WARM_MS);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const load of loads) {
      const before = cpuSeconds(load.server.pid);
      const done = await load.loadFor(ROUND_MS);
      load.best = Math.max(load.best, done / (cpuSeconds(load.server.pid) - before));
    }
  agent.destroy();
  return loads.map(({ best }) => best);
};

const loadOf = (agent: Agent, { url, headers }: Loaded) => {
  const once = () =>
    new Promise<void>((resolve, reject) => {
      request(url, { agent, headers }, (response) => {
        response.resume().on("end", () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`The server answered ${response.statusCode}.`));
        });
      })
        .on("error", reject)
        .end();
    });
  return async (milliseconds: number): Promise<number> => {
    const until = performance.now() + milliseconds;
    let done = 0;
    const client = async () => {
      for (; performance.now() < until; done += 1) await once();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
    return done;
  };
};
