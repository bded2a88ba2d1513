import { ROTATED_RINGS } from "@latchkey/core/key-ring/new-key-ring";
import { Email } from "@latchkey/core/text";
import * as z from "zod/mini";

const Ring = z.enum(ROTATED_RINGS);
const Key = z.string().check(z.minLength(1), z.maxLength(64));

/** What the function `root` may be asked for. */
export const RootCommand = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("rotate-root-key") }),
  z.strictObject({ do: z.literal("list-keys"), ring: z.optional(Ring) }),
  z.strictObject({ do: z.literal("rotate-key-ring"), ring: Ring }),
  z.strictObject({ do: z.literal("add-key"), ring: Ring }),
  z.strictObject({ do: z.literal("use-key"), ring: Ring, key: Key }),
  z.strictObject({ do: z.literal("remove-key"), ring: Ring, key: Key, force: z.optional(z.boolean()) }),
  z.strictObject({
    do: z.literal("reseal"),
    ring: z.literal("data"),
    resume: z.optional(z.string().check(z.maxLength(4096))),
  }),
  z.strictObject({ do: z.literal("migrate"), again: z.optional(z.boolean()) }),
  z.strictObject({ do: z.literal("erase-person"), email: Email }),
]);
export type RootCommand = z.infer<typeof RootCommand>;

const RINGS = `<ring> is one of ${ROTATED_RINGS.join(", ")}.`;

/** The answer to an unknown command. */
export const ROOT_COMMANDS = `
{"do":"rotate-root-key"}                                      a new API key of root; the former one ends at once
{"do":"list-keys"}                                            every ring, its keys and what comes next; never a key itself
{"do":"rotate-key-ring","ring":"<ring>"}                      the next step of a rotation, if its time has come
{"do":"add-key","ring":"<ring>"}                              publishes a new key
{"do":"use-key","ring":"<ring>","key":"<key>"}                makes a key current that everybody knows
{"do":"remove-key","ring":"<ring>","key":"<key>"}             removes a former key that nothing names;
                                                              with "force": true also one that is named, which ends that
{"do":"reseal","ring":"data"}                                 seals again what is under a former key
{"do":"migrate"}                                              brings the table into the form that this release writes;
                                                              with "again": true the last step of it once more
{"do":"erase-person","email":"<address>"}                     takes a person out of all teams and all that is stored
${RINGS}`.trimStart();

/** @throws Error that tells what there is, so that a mere try of the function changes nothing. */
export const parseRootCommand = (event: unknown): RootCommand => {
  const parsed = RootCommand.safeParse(event);
  if (parsed.success) return parsed.data;
  throw new Error(`Nothing was done: ${z.prettifyError(parsed.error)}\nInvoke it with\n${ROOT_COMMANDS}`);
};
