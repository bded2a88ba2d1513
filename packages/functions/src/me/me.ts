import { scopesOfRole } from "@latchkey/core/access/management-scope";
import { Role } from "@latchkey/core/access/role";
import type { PlatformWork } from "@latchkey/core/platform/work";
import * as z from "zod/mini";
import { operation } from "../http/operation.ts";

const MAX_TEAMS = 200;

export const MeAnswer = z.object({
  kind: z.enum(["person", "machine"]),
  id: z.string(),
  email: z.optional(z.string()),
  admin: z.boolean(),
  /** Of a machine: the credential in use, and what it may do here. */
  credential: z.optional(z.string()),
  scopes: z.optional(z.array(z.string())),
  teams: z.array(z.object({ team: z.string(), role: Role })),
});

const whoAmI = async ({ caller, stores }: PlatformWork): Promise<z.infer<typeof MeAnswer>> => {
  if (caller.kind === "machine")
    return {
      kind: "machine",
      id: caller.consumerId,
      admin: caller.admin,
      credential: caller.credentialId,
      scopes: scopesOfRole(caller.role, caller.admin),
      teams: [{ team: caller.team, role: caller.role }],
    };
  const { items } = await stores.teamsOf(caller.email, { limit: MAX_TEAMS });
  return {
    kind: "person",
    id: caller.id,
    email: caller.email,
    admin: caller.admin,
    teams: items.map(({ team, role }) => ({ team, role })),
  };
};

export const me = operation({
  summary: "Who I am, and my teams and roles.",
  answer: MeAnswer,
  handle: async (work) => {
    const body = await whoAmI(work);
    return { status: 200, body, etag: "of-content" };
  },
});
