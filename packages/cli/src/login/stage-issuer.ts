import * as z from "zod/mini";
import { WrongUse } from "../command-line/exit-code.ts";
import { exchange } from "../http/exchange.ts";
import { jsonBody } from "../http/json-body.ts";

/** Where people sign in, and as which client the command line does. */
export interface StageIssuer {
  readonly issuer: string;
  readonly clientId: string;
}

const Config = z.object({ issuer: z.string(), cliClientId: z.optional(z.string()) });
const CLIENT = "latchkey-cli";
const WITHIN_MS = 15_000;

/**
 * As the portal's `config.json` says. On one machine the portal has the control plane's own origin; deployed it has another,
 * which is the only one that may read the management API's answers. @throws WrongUse for a stage without either
 */
export const findIssuer = async (control: string): Promise<StageIssuer> => {
  const found = (await configAt(control)) ?? (await configAt(await portalOf(control)));
  if (!found) throw new WrongUse(`${control} does not say where people sign in.`);
  return { issuer: found.issuer, clientId: found.cliClientId || CLIENT };
};

const get = (url: string) =>
  exchange({ url, headers: { Accept: "application/json" } }, AbortSignal.timeout(WITHIN_MS)).catch(
    () => undefined,
  );

const configAt = async (origin: string | undefined): Promise<z.infer<typeof Config> | undefined> => {
  const answer = origin === undefined ? undefined : await get(`${origin}/config.json`);
  const read = Config.safeParse(answer && jsonBody(answer.body));
  return read.success ? read.data : undefined;
};

const portalOf = async (control: string): Promise<string | undefined> => {
  const origin = (await get(`${control}/v1/me`))?.headers.get("access-control-allow-origin");
  return origin && URL.canParse(origin) ? new URL(origin).origin : undefined;
};
