/** Run as a program by the tests: looks for an engine in the folder given, and says which it found. */
import { findEngine } from "./find-engine.ts";

const [data, platform] = process.argv.slice(2);
if (data === undefined || platform === undefined) throw new Error("Which folder, for which platform?");
const report = (message: string) => process.stderr.write(`${message}\n`);
const { command } = await findEngine({ data, platform, environment: process.env, report });
process.stdout.write(`${command}\n`);
