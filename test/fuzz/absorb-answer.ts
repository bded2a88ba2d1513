import type { Grown } from "./grown-request.ts";
import type { RawAnswer } from "./send-bytes.ts";
import type { Things } from "./tenants.ts";

const MAX_THINGS = 30;

/** Which thing an operation makes. */
const MADE: Readonly<Record<string, keyof Things>> = {
  createTeam: "team",
  createService: "service",
  createConsumer: "consumer",
  issueCredential: "credential",
  applyForService: "subscription",
  createWebhook: "webhook",
};

const parsed = (body: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

/** Keeps what a request has made, so that later ones are about it, and says whose it is. */
export const absorb = (
  { caller, tenant, things, meant }: Grown,
  answer: RawAnswer,
  owners: Map<string, string>,
): void => {
  const kind = MADE[meant.operation];
  if (answer.status !== 201 || caller.stem === undefined || kind === undefined) return;
  const body = parsed(answer.body);
  const resource: Record<string, unknown> = Object(body["credential"] ?? body);
  const id = String(resource["slug"] ?? resource["id"] ?? "");
  if (id === "") return;
  // What was asked about may be the other tenant's: what is created is kept beside the tenant's own.
  const beside = tenant.things.includes(things) ? things : (tenant.things[0] ?? things);
  const fresh = { ...beside, [kind]: id };
  if (kind === "consumer") fresh.consumerName = String(resource["name"]);
  tenant.things.push(fresh);
  // The first stay: the other tenant knows them.
  if (tenant.things.length > MAX_THINGS) tenant.things.splice(1, 1);
  for (const word of [resource["id"], ...Object.values(Object(body["secret"]))])
    if (typeof word === "string" && word.length >= 16) owners.set(word, caller.stem);
};
