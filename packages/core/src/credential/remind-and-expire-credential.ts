import { isoTime } from "../clock.ts";
import { exists } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { Timing } from "../due/timing.ts";
import type { NewEvent } from "../event/event.ts";
import { nextRevision } from "../resource.ts";
import type { Commit } from "../store/change.ts";
import type { Credential, CredentialRecord } from "./credential.ts";
import type { CredentialStore } from "./credential-store.ts";
import { type CredentialTask, credentialTask } from "./reminders-and-expiry.ts";

export interface CredentialDueWork {
  stores: Pick<CredentialStore, "credential"> & Pick<ConsumerStore, "consumer">;
  timing: Timing;
  now: number;
  commit: Commit<CredentialRecord>;
}

const EVENTS: Record<CredentialTask, NewEvent["type"]> = {
  announce: "credential.expiring",
  expire: "credential.expired",
};

/**
 * Tells what has become due of one credential's end. Its calls are refused from the end on without this. Repeated, it
 * finds nothing left to do; a credential whose consumer is being deleted goes with it.
 *
 * @param known the revision at which the index has called it due.
 * @throws Raced when another change came first: begin again.
 */
export const remindAndExpireCredential = async (
  work: CredentialDueWork,
  { consumerId, id, revision }: { consumerId: string; id: string; revision: number },
): Promise<void> => {
  const credential = await work.stores.credential(consumerId, id);
  const task = credential && credentialTask(credential, work.timing, work.now);
  // Written under other settings: its time in the index is out of date.
  if (!credential || (!task && credential.revision !== revision)) return;
  const consumer = await work.stores.consumer(consumerId);
  if (!exists(consumer)) return;
  await remember(
    work,
    credential,
    task
      ? [{ type: EVENTS[task], actor: "system", team: consumer.team, consumer: consumerId, credential: id }]
      : [],
  );
};

const remember = (work: CredentialDueWork, credential: Credential, events: NewEvent[]): Promise<void> => {
  const at = isoTime(work.now);
  return work.commit({
    writes: [
      {
        write: "replace",
        record: {
          kind: "credential",
          value: nextRevision<Credential>(credential, { remindedUntil: at }, at),
        },
      },
    ],
    events,
    result: { kind: "credential", keys: { consumer: credential.consumerId, credential: credential.id } },
  });
};
