import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import * as z from "zod/mini";
import type { Connection } from "../../command-line/connection.ts";
import { WrongUse } from "../../command-line/exit-code.ts";
import { exchange } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";
import { toldAnswer } from "../../http/problem.ts";
import { type KeyPlace, type Management, managementOf } from "../../management/management.ts";
import { broken, look } from "../check/finding.ts";
import { type Addresses, findAddresses } from "../stage/addresses.ts";
import { PLATFORM_TEAM, type Upstream } from "../stage/upstream.ts";
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
  const answers = await pass("identity-source", () => askedAsAdmin(connection));
  await pass("admin-key", async () => {
    const me = Me.safeParse(answers["X-API-Key"].status === 200 ? jsonBody(answers["X-API-Key"].body) : {});
    if (!me.success) return broken(toldAnswer(answers["X-API-Key"]));
    return me.data.admin ? passed("200, an admin", undefined) : broken("200, not an admin");
  });
  return { addresses, health, admin: managementOf(connection) };
};

const healthOf = (plane: string) => exchange({ url: `${plane}/healthz` }, AbortSignal.timeout(WITHIN));

const PLACES = ["X-API-Key", "Authorization"] as const satisfies readonly KeyPlace[];

/**
 * API Gateway answers a request that lacks the authorizer's identity source as it answers a wrong key. What tells the two apart is
 * that a key was accepted elsewhere, or at least has the form, checksum included, of one that a stage has minted.
 */
const askedAsAdmin = async (connection: Connection) => {
  const [inHeader, asBearer] = await Promise.all(
    PLACES.map((place) => managementOf(connection, place).ask("GET", "/v1/me")),
  );
  if (inHeader === undefined || asBearer === undefined) return broken("no answer");
  const answers = { "X-API-Key": inHeader };
  if (inHeader.status !== 401) return passed(toldAnswer(inHeader), answers);
  const told = `${toldAnswer(inHeader)} in X-API-Key, ${toldAnswer(asBearer)} in Authorization`;
  if (asBearer.status !== 401) return broken(told);
  if (parseApiKey(connection.key).outcome !== "minted") return { finding: look(told), value: answers };
  return broken(`${told}: either the authorizer is not asked, or this key is not the stage's`);
};

/** Where the run's services are to be: what is given, what one machine has, or what the stage brings. @throws WrongUse */
export const upstreamFor = (
  { ownUpstream, probe }: Addresses,
  given: string | undefined,
  ownTeam: string,
): Upstream => {
  if (given !== undefined) return { url: given, isGiven: true, team: ownTeam };
  if (ownUpstream !== undefined) return { url: ownUpstream, isGiven: false, team: ownTeam };
  if (probe !== undefined) {
    const auth = { iam: { service: "lambda", region: probe.region } };
    return { url: probe.url, isGiven: false, team: PLATFORM_TEAM, auth };
  }
  throw new WrongUse(
    "The gateway needs a service to call: --upstream, or the setting `probe` of the stage (docs/doctor.md).",
  );
};
