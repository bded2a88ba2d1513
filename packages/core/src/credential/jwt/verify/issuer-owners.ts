import type { CallReader } from "../../../call-records/call-reader.ts";
import type { FoundNames } from "../../../call-records/call-records.ts";
import { isLetIn } from "../../../issuer/issuer.ts";
import type { KnownRecords } from "../../../proof/proof.ts";
import { issuerOfKeys } from "../issuer-of-keys.ts";
import type { JwtCredential } from "../jwt-credential.ts";

interface JwtRecords {
  records: KnownRecords<JwtCredential>;
}

/**
 * Those of a token's candidates whose team may name the issuer of their public keys; shared secrets need no issuer. Keys
 * without an issuer cost a further reading, where such candidates are.
 */
export const letInByIssuer = async <C extends JwtRecords>(
  reader: CallReader,
  candidates: readonly C[],
  { owners }: Pick<FoundNames, "owners">,
  asked: readonly string[],
): Promise<C[]> => {
  const issuers = candidates.map(({ records }) => issuerOfKeys(records.credential));
  const missing = [...new Set(issuers.flatMap((name) => name ?? []))].filter((name) => !asked.includes(name));
  const more = missing.length > 0 ? await reader.token({ identities: [], issuers: missing }) : undefined;
  return candidates.filter(({ records }, index) => {
    const issuer = issuers[index];
    if (issuer === undefined) return true;
    const owner = owners.get(issuer) ?? more?.owners.get(issuer);
    if (owner) return isLetIn(owner, records.consumer.team);
    // Of a table that was not migrated yet: the first to name it has it.
    const naming = candidates.filter((_, other) => issuers[other] === issuer);
    return records.consumer.team === oldest(naming)?.records.consumer.team;
  });
};

const oldest = <C extends JwtRecords>(candidates: readonly C[]): C | undefined =>
  candidates.toSorted((one, other) => (one.records.credential.id < other.records.credential.id ? -1 : 1))[0];
