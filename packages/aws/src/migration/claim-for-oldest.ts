import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { Consumer } from "@latchkey/core/consumer/consumer";
import type { Credential } from "@latchkey/core/credential/credential";
import type { JwtCredential } from "@latchkey/core/credential/jwt/jwt-credential";
import { namedIssuer } from "@latchkey/core/credential/named-issuer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { Issuer } from "@latchkey/core/issuer/issuer";
import { firstRevision } from "@latchkey/core/resource";
import { sealedBy } from "../commit/audit-author.ts";
import { credentialLists } from "../commit/credential-lists.ts";
import { listAttributes } from "../commit/list-attributes.ts";
import { newItem } from "../commit/record-item.ts";
import { consumerKey, credentialKey, pointerKey } from "../dynamo/keys.ts";
import { identityHolder, issuerKey } from "../dynamo/ownership-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, SealingTable, Table } from "../dynamo/table.ts";
import { updated, written } from "../dynamo/written.ts";
import { parseCredential } from "../stores/credential-table.ts";

const consumer = parseStored(Consumer);
const record = parseStored(Issuer);

/**
 * The team of the oldest credential with public keys of an issuer becomes the owner of the issuer, in whichever order the
 * table is read. From then on the credential's identity is unique within its team.
 */
export const claimForOldest = async (table: SealingTable, item: Item): Promise<boolean> => {
  if (!String(item["sk"]).startsWith(CREDENTIALS) || item["doc"] === undefined) return false;
  const credential = parseCredential(item);
  if (credential.type !== "jwt") return false;
  const owner = consumer.orNothing(await readItem(table, consumerKey(credential.consumerId)));
  if (!owner) return false;
  const moved = await moveIdentities(table, credential, owner.team);
  const listed = await listByIssuer(table, credential);
  const issuer = namedIssuer(credential);
  if (issuer === undefined) return moved || listed;
  const given = await giveIssuer(table, credential, { issuer, team: owner.team });
  return moved || listed || given;
};

const { sk: CREDENTIALS } = credentialKey("", "");

/** `holder` was the one of all teams. */
const moveIdentities = async (table: Table, credential: JwtCredential, team: string): Promise<boolean> => {
  const holder = `${credential.consumerId}/${credential.id}`;
  let moved = false;
  for (const pointer of credential.pointers ?? [])
    moved =
      (await updated(table, pointerKey(pointer), {
        UpdateExpression: "SET #team = :holder REMOVE holder",
        ConditionExpression: "holder = :holder",
        ExpressionAttributeNames: { "#team": identityHolder(team) },
        ExpressionAttributeValues: marshall({ ":holder": holder }),
      })) || moved;
  return moved;
};

/** Beside the record, whose revision stays. */
const listByIssuer = async (table: Table, credential: Credential): Promise<boolean> => {
  const { gsi2pk, gsi2sk } = listAttributes(credentialLists(credential), credential.id);
  if (gsi2pk === undefined) return false;
  return updated(table, credentialKey(credential.consumerId, lookupOf(credential.id)), {
    UpdateExpression: "SET gsi2pk = :pk, gsi2sk = :sk",
    ConditionExpression: "revision = :revision AND attribute_not_exists(gsi2pk)",
    ExpressionAttributeValues: marshall({ ":pk": gsi2pk, ":sk": gsi2sk, ":revision": credential.revision }),
  });
};

/**
 * `since` beside the record is the credential that it was given for, and `given` the revision: what was claimed or changed by
 * people stays.
 */
const giveIssuer = async (
  table: SealingTable,
  credential: Credential,
  { issuer, team }: Pick<Issuer, "issuer" | "team">,
): Promise<boolean> => {
  const { id, createdAt } = credential;
  const key = issuerKey(issuer);
  const known = await readItem(table, key);
  const before = record.orNothing(known);
  if (known && !(before && known["given"] === before.revision && String(known["since"]) > id)) return false;
  const first = firstRevision(newIssuerId(id), createdAt);
  const value: Issuer = {
    ...(before ? { ...before, revision: before.revision + 1 } : first),
    issuer,
    team,
    teams: [team],
  };
  const { revision } = value;
  const by = sealedBy(await table.ring(), key, value, revision, {
    kind: "issuer",
    actor: "system",
    action: before ? "issuer.changed" : "issuer.created",
    at: createdAt,
  });
  const item = { ...newItem({ kind: "issuer", value }), ...key, by, since: id, given: revision };
  const put = new PutItemCommand({
    TableName: table.tableName,
    Item: marshall(item, { removeUndefinedValues: true }),
    ...(before
      ? {
          ConditionExpression: "revision = :revision",
          ExpressionAttributeValues: marshall({ ":revision": before.revision }),
        }
      : { ConditionExpression: "attribute_not_exists(pk)" }),
  });
  const isGiven = await written(table.client.send(put));
  // Another credential was first in this moment: it is looked at again, for it may be the younger one.
  return isGiven || giveIssuer(table, credential, { issuer, team });
};

/** Made of the credential's, so that two runs at a time make the same. */
const newIssuerId = (credentialId: string): string => `iss_${credentialId.slice(CREDENTIAL_PREFIX.length)}`;
const CREDENTIAL_PREFIX = "crd_";
