import type { Schemas } from "@latchkey/client/operations";
import { isRecord, isSame } from "./same.ts";

type ChatThere = NonNullable<Schemas["Service"]["chat"]>;

/**
 * Addresses of chats cannot be compared, but for their hosts: all of them are sent where names, hosts or their order differ. Another
 * address at the same host is sent with another name.
 */
export const changedChat = (said: unknown, there: ChatThere): { chat?: unknown } => {
  if (said === undefined) return {};
  if (!Array.isArray(said)) return there.length === 0 ? {} : { chat: null };
  const shape = ({ name, host }: { name?: unknown; host?: unknown }) => [name ?? null, host ?? null];
  return isSame(
    said.map((each) => shape(shownOf(each, there))),
    there.map(shape),
  )
    ? {}
    : { chat: said };
};

/** As the stage shows it; one without an address has the one that is stored under its name. */
const shownOf = (said: unknown, there: ChatThere): { name?: unknown; host?: unknown } => {
  if (!isRecord(said)) return {};
  const { name, url } = said;
  return {
    name,
    host:
      url === undefined
        ? there.find((each) => each.name === name)?.host
        : URL.canParse(String(url))
          ? new URL(String(url)).host
          : undefined,
  };
};
