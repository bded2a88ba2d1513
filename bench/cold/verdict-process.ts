/**
 * The program of a new Lambda environment: imports the bundle named first, then asks for a verdict on each of the events in its
 * standard input. Prints what each took, in milliseconds.
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
const imported = await timed(() => import(process.argv[1]));
const verdicts = [];
for (const event of events) {
  const { result, wall, cpu } = await timed(() => imported.result.handler(event));
  if (result.policyDocument.Statement[0].Effect !== "Allow") throw new Error("A call was not let through.");
  verdicts.push({ wall, cpu });
}
console.log("@" + JSON.stringify({ imported: { wall: imported.wall, cpu: imported.cpu }, verdicts }));
process.exit(0);
`;
