import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";

const CONNECTIONS = 16;
const WARM_MS = 2000;
const MEASURED_MS = 6000;
/** Linux counts a process's time in hundredths of a second (proc(5), `utime` and `stime`). */
const TICKS_PER_SECOND = 100;

const cpuSeconds = (pid: number): number => {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "");
  const fields = afterName.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

/** Requests that a server process answers per second of its own CPU time, connections kept open. */
export const requestsPerCpuSecond = async (
  pid: number,
  url: string,
  headers: Record<string, string>,
): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
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
  const loadFor = async (milliseconds: number): Promise<number> => {
    const until = performance.now() + milliseconds;
    let done = 0;
    const client = async () => {
      for (; performance.now() < until; done += 1) await once();
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
    return done;
  };
  await loadFor(WARM_MS);
  const before = cpuSeconds(pid);
  const done = await loadFor(MEASURED_MS);
  const used = cpuSeconds(pid) - before;
  agent.destroy();
  return done / used;
};
