import { invalidInput, Refusal } from "../refusal.ts";
import type { Limits } from "../stage/limits.ts";
import type { Service } from "./service.ts";
import type { ServiceReads } from "./service-work.ts";

/** @throws Refusal `invalid-input` for a published service without anyone who could decide on its applications. */
export const requireDecider = async (work: Pick<ServiceReads, "stores">, service: Service): Promise<void> => {
  if (service.status !== "published" || service.approval === "auto" || service.approvers.length > 0) return;
  const members = await work.stores.members(service.team);
  if (!members.some((member) => member.role === "owner"))
    throw invalidInput("/approvers", "Nobody could approve: name an approver, or give the team an owner.");
};

/** @throws Refusal `invalid-input` for more approvals than there are people who could give one. */
export const requirePeople = async (
  { stores, stage }: Pick<ServiceReads, "stores" | "stage">,
  { approvalsNeeded = 1, approvers, team }: Service,
): Promise<void> => {
  if (approvalsNeeded === 1) return;
  const owners = (await stores.members(team)).filter(({ role }) => role === "owner");
  const people = new Set([...approvers, ...owners.map(({ email }) => email), ...(stage.admins ?? [])]);
  if (approvalsNeeded > people.size)
    throw invalidInput(
      "/approvalsNeeded",
      `At most as many as there are approvers, owners and admins: ${people.size}.`,
    );
};

/** @throws Refusal `invalid-input` for more calls at once than the stage allows to any service. */
export const requireConcurrency = (
  { maxConcurrentCalls: most }: Pick<Limits, "maxConcurrentCalls">,
  { maxConcurrentCalls }: { maxConcurrentCalls?: number | null | undefined },
): void => {
  if ((maxConcurrentCalls ?? 1) > most)
    throw invalidInput("/maxConcurrentCalls", `at most ${most}, as this stage is set up`);
};

/** An item of the table has at most 400 KB; what is left is for its keys and the record's growth. */
const MAX_BYTES = 300_000;

/** @throws Refusal `payload-too-large` for a service whose fields are each in bounds, but too much together. */
export const requireSize = (service: Service): void => {
  if (Buffer.byteLength(JSON.stringify(service)) > MAX_BYTES)
    throw new Refusal("payload-too-large", `A service has at most ${MAX_BYTES} bytes in all.`);
};
