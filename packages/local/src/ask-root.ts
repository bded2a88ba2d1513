import { ROOT_COMMANDS } from "@latchkey/functions/root/root-command";
import { urlOf } from "./composition/environment.ts";
import { localSettings } from "./composition/local-settings.ts";
import { readFileIfPresent } from "./files/read-file-if-present.ts";
import { PROOF_HEADER, ROOT_PATH, rootKeyPath, rootProof } from "./root/root-endpoint.ts";

/*
 * npm run root -- '{"do":"list-keys"}': what `aws lambda invoke` of the function root is where Latchkey is deployed.
 */

const HELP = `Invokes the function root of the Latchkey that runs on this machine.

  npm run root -- '<command>'

<command> is one of
${ROOT_COMMANDS}

Environment:
  LATCHKEY_PORT   as npm start was given it (4000)
  LATCHKEY_DATA   as npm start was given it (.latchkey): root's key is read from root.key in it
`;

class Refused extends Error {}

const ask = async (command: string): Promise<unknown> => {
  try {
    JSON.parse(command);
  } catch {
    throw new Refused(`This is no JSON: ${command}\n\n${HELP}`);
  }
  const settings = localSettings(process.env);
  const path = rootKeyPath(settings.data);
  const key = (await readFileIfPresent(path))?.trim();
  if (!key) throw new Refused(`There is no key in ${path}. npm start makes it.`);
  const response = await fetch(`${urlOf(settings, 0)}${ROOT_PATH}`, {
    method: "POST",
    headers: { [PROOF_HEADER]: rootProof(key, command, Date.now()), "Content-Type": "application/json" },
    body: command,
  }).catch((cause: unknown) => {
    throw new Refused(`Latchkey does not answer at ${urlOf(settings, 0)}. npm start starts it.`, { cause });
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Refused(String(Object(answer).error ?? `It answered ${response.status}.`));
  return answer;
};

const [command, ...more] = process.argv.slice(2);
if (command === undefined || more.length > 0 || command === "--help" || command === "-h") {
  console.log(HELP);
  process.exitCode = command === undefined || more.length > 0 ? 2 : 0;
} else {
  try {
    console.log(JSON.stringify(await ask(command), null, 2));
  } catch (error) {
    console.error(error instanceof Refused ? error.message : error);
    process.exitCode = 1;
  }
}
