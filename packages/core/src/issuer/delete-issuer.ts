import { Refusal } from "../refusal.ts";
import type { Write } from "../store/change.ts";
import type { Issuer, IssuerRecord } from "./issuer.ts";
import { issuerFor } from "./issuer-for.ts";
import type { IssuerReads, IssuerWork } from "./issuer-work.ts";

/** Gives it up: the next team that names it has it. @throws Refusal `not-empty` while a credential names it. */
export const deleteIssuer = async (work: IssuerWork, name: string): Promise<void> => {
  const found = await issuerFor(work, name);
  await work.commit({
    writes: [await issuerErasure(work, found)],
    events: [],
    result: { kind: "issuer", keys: { issuer: name } },
  });
};

/** The write that removes an issuer, unless a credential has come to name it since it was read. */
export const issuerErasure = async (
  { stores }: Pick<IssuerReads, "stores">,
  { issuer, named }: { issuer: Issuer; named: number },
): Promise<Write<IssuerRecord>> => {
  const { items } = await stores.credentialsNaming(issuer.issuer, { limit: 1 });
  if (items.length > 0)
    throw new Refusal("not-empty", `Credentials name the issuer ${issuer.issuer}. Remove those first.`);
  return {
    write: "erase",
    record: { kind: "issuer", value: issuer },
    tombstone: false,
    still: { counter: "named", at: named },
  };
};
