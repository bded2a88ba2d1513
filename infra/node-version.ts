/**
 * Stops a deploy by an older Node than the repository asks for. `npx sst` runs the one that `npm ci` has installed; an `sst`
 * of somewhere else runs whatever is on the path.
 *
 * @param engines what `package.json` says of Node: `>=24`
 * @throws Error one sentence
 */
export const requireNode = (engines: string, running: string): void => {
  const wanted = Number(/^>=(\d+)$/.exec(engines)?.[1]);
  if (Number.isNaN(wanted))
    throw new Error(`package.json asks for Node "${engines}", which is not read here.`);
  if (Number.parseInt(running, 10) < wanted)
    throw new Error(
      `A deploy needs Node ${wanted} and runs in ${running}. \`npm ci\` has installed one: deploy with \`npx sst deploy\`.`,
    );
};
