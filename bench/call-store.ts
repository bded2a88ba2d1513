import type { CallRecordStore, OwnRecords } from "@latchkey/core/call-records/call-records";
import type { CredentialPlace } from "@latchkey/core/credential/part/credential-place";
import type { Service } from "@latchkey/core/service/service";

/** A table in memory: one service, its callers by their places, and no names but those of `byToken`. */
export const callStore = (
  service: Service,
  own: (place: CredentialPlace) => OwnRecords,
  byToken: CallRecordStore["byToken"] = async () => ({ holders: new Map(), owners: new Map() }),
): CallRecordStore => ({
  read: async ({ callers }) => ({
    own: callers.map(own),
    service: { found: service },
    suspendedTeams: new Set(),
  }),
  byPointers: async () => new Map(),
  byLogin: async () => ({ failures: 0 }),
  countFailure: async () => {},
  isNamedWithSecret: async () => false,
  byToken,
});
