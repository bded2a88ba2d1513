/** Imports the bundle that is named first. Prints the milliseconds of CPU that it took. */
export const IMPORT_PROCESS = `
globalThis.awslambda = { streamifyResponse: (handler) => handler };
const start = process.cpuUsage();
await import(process.argv[1]);
const { user, system } = process.cpuUsage(start);
console.log((user + system) / 1000);
process.exit(0);
`;

/**
 * A new Lambda environment: imports the bundle that is named first, which warms itself up, then asks for a verdict on each of
 * the events in its standard input. Prints what each took, in milliseconds.
 */
export const VERDICT_PROCESS = `
const events = JSON.parse(await new Response(process.stdin).text());
const timed = async (run) => {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const result = await run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { result, wall, cpu: (user + system) / 1000 };
};
const { result, ...imported } = await timed(() => import(process.argv[1]));
const verdicts = [];
for (const event of events) {
  const { result: answer, ...times } = await timed(() => result.handler(event));
  if (answer.policyDocument.Statement[0].Effect !== "Allow") throw new Error("A call was not let through.");
  verdicts.push(times);
}
console.log(JSON.stringify({ imported, verdicts }));
process.exit(0);
`;
