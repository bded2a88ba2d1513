import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import { namedIssuer } from "../credential/named-issuer.ts";
import { kindOfPointer } from "../credential/pointer-kind.ts";
import { isLetIn } from "../issuer/issuer.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
import type { OtherWrite } from "../store/change.ts";
import { statusAt } from "../subscription/status-at.ts";
import { isLiving } from "../subscription/subscription.ts";
import type { TransferReads } from "./transfer-work.ts";

/** In one transaction, which may hold 100 items. */
const MAX_IDENTITIES = 80;

const PAGE = 200;

/**
 * What a transfer writes besides the consumer for its credentials to hold in the other team as they did: the tokens that each is
 * found by. So none is refused for a moment.
 *
 * @throws Refusal when one would not hold there.
 */
export const movedCredentials = async (
  work: TransferReads,
  consumer: Consumer,
  team: string,
): Promise<OtherWrite[]> => {
  await refuseManagement(work, consumer);
  const credentials = await allCredentials(work, consumer.id);
  await requireIssuers(work, credentials, team);
  for (const credential of credentials)
    if (credential.type === "jwt" && credential.key.kind === "jwks")
      refuseUnreachable(work.stage, "/team", team, credential.key.uri);
  const passed = credentials.flatMap((credential) => passes(credential, consumer.team, team));
  if (passed.length > MAX_IDENTITIES)
    throw new Refusal(
      "limit-reached",
      `A consumer with more than ${MAX_IDENTITIES} credentials of type jwt is not transferred.`,
    );
  return [
    ...passed,
    // One that is issued, or revoked, at the same moment is read again.
    { write: "expect-consumer", id: consumer.id, credentials: credentials.length },
    noManagement(consumer),
  ];
};

/**
 * A credential that opens the management API acts in its consumer's team. The former team, which knows its secret, would act in
 * the new one.
 */
const noManagement = ({ id }: Consumer): OtherWrite => ({
  write: "expect-no-subscription",
  consumer: id,
  service: LATCHKEY_SERVICE,
  otherwise: hasManagement(),
});

const refuseManagement = async ({ stores, now }: TransferReads, { id }: Consumer): Promise<void> => {
  const known = await stores.currentSubscription(id, LATCHKEY_SERVICE);
  if (known && isLiving(statusAt(known, now))) throw hasManagement();
};

const hasManagement = (): Refusal =>
  new Refusal(
    "not-empty",
    "The consumer has a subscription to latchkey: its credentials would act in the other team. Cancel or withdraw it first.",
  );

const passes = (credential: Credential, from: string, to: string): OtherWrite[] =>
  (credential.pointers ?? [])
    .filter((pointer) => kindOfPointer(pointer) === "token-identity")
    .map((value) => ({
      write: "pass",
      name: { kind: "token-identity", team: from, value },
      to,
      holder: `${credential.consumerId}/${credential.id}`,
    }));

const requireIssuers = async (
  { stores }: TransferReads,
  credentials: readonly Credential[],
  team: string,
): Promise<void> => {
  const names = new Set(credentials.flatMap((credential) => namedIssuer(credential) ?? []));
  for (const name of names) {
    const known = await stores.issuer(name);
    if (known && !isLetIn(known.issuer, team))
      throw new Refusal(
        "issuer-taken",
        `A credential names an issuer that the team ${team} may not name. Owners of the team that has it can let that team in.`,
      );
  }
};

const allCredentials = async ({ stores }: TransferReads, consumerId: string): Promise<Credential[]> => {
  const credentials: Credential[] = [];
  let cursor: string | undefined;
  do {
    const page = await stores.credentials(consumerId, { limit: PAGE, ...(cursor ? { cursor } : {}) });
    credentials.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return credentials;
};
