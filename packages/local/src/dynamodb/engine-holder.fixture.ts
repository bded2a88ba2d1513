/** Run as a program by the tests: starts an engine in the folder given, says so, and stays until it is killed. */
import { startEngine } from "./embedded-engine.ts";

const [dataDirectory] = process.argv.slice(2);
if (dataDirectory === undefined) throw new Error("Which folder?");
const engine = await startEngine({ dataDirectory, onUnexpectedExit: () => process.exit(1) });
process.stdout.write(`${JSON.stringify({ endpoint: engine.endpoint, pid: engine.pid })}\n`);
