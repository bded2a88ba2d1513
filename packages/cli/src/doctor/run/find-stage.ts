import * as z from "zod/mini";
import { type Connection, isLoopback } from "../../command-line/connection.ts";
import { WrongUse } from "../../command-line/exit-code.ts";
import { exchange } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";
import { toldAnswer } from "../../http/problem.ts";
import { type KeyPlace, type Management, managementOf } from "../../management/management.ts";
import { broken } from "../check/finding.ts";
import { type Addresses, findAddresses } from "../stage/addresses.ts";
import { type PassGate, passed } from "./gate-keeper.ts";

export interface FoundStage {
  readonly addresses: Addresses;
  readonly admin: Management;
  readonly health: unknown;
}

const Me = z.object({ admin: z.boolean() });

/** Milliseconds: a first start of both functions included. */
const WITHIN = 30_000;

/** The stage at an address, and an admin of it. @throws GateBroken, or WrongUse where the gateway is not known */
export const findStage = async (
  pass: PassGate,
  connection: Connection,
  gateway: string | undefined,
): Promise<FoundStage> => {
  const { addresses, health } = await pass("planes-answer", async () => {
    const control = await healthOf(connection.url);
    if (control.status !== 200) return broken(`${toldAnswer(control)} from the control plane`);
    const addresses = await findAddresses(connection.url, gateway);
    if (!addresses) throw new WrongUse("The gateway's address is not known: --gateway.");
    const answer = await healthOf(addresses.gateway);
    if (answer.status !== 200) return broken(`200, ${toldAnswer(answer)} from the gateway`);
    return passed("200, 200", { addresses, health: jsonBody(control.body) });
  });
  const place = await pass("admin-key", () => placeOfKey(connection));
  await pass("identity-source", async () =>
    place === "X-API-Key"
      ? passed("200 from /v1/me", undefined)
      : broken("401 for a key in X-API-Key, 200 for the same in Authorization"),
  );
  return { addresses, health, admin: managementOf(connection) };
};

const healthOf = (plane: string) => exchange({ url: `${plane}/healthz` }, AbortSignal.timeout(WITHIN));

/** Where the key is accepted. */
const placeOfKey = async (connection: Connection) => {
  const places: readonly KeyPlace[] = ["X-API-Key", "Authorization"];
  const told: string[] = [];
  for (const place of places) {
    const answer = await managementOf(connection, place).ask("GET", "/v1/me");
    const me = Me.safeParse(answer.status === 200 ? jsonBody(answer.body) : undefined);
    if (me.success) return me.data.admin ? passed("200, an admin", place) : broken("200, not an admin");
    told.push(`${toldAnswer(answer)} in ${place}`);
  }
  return broken(told.join(", "));
};

/** Where the run's service is to be. @throws WrongUse */
export const upstreamFor = (
  { ownUpstream, control }: Addresses,
  given: string | undefined,
): { url: string; isGiven: boolean } => {
  if (given !== undefined) return { url: given, isGiven: true };
  if (ownUpstream !== undefined) return { url: ownUpstream, isGiven: false };
  const here = isLoopback(new URL(control).hostname) ? "this Latchkey" : "this stage";
  throw new WrongUse(
    `An address that the gateway of ${here} can reach is missing: --upstream (docs/doctor.md).`,
  );
};
