import type { CallRecordStore } from "../call-records/call-records.ts";
import { sourcePrefix } from "../credential/basic/verify/sign-in.ts";
import { FailureThrottle, WRONG_PASSWORDS } from "../proof/failure-throttle.ts";
import { OauthRefusal, tooOften } from "./oauth-refusal.ts";

type Failures = Pick<CallRecordStore, "byLogin" | "countFailure">;

/** Wrong secrets and assertions of all clients that one neighbourhood of addresses may have at one instance. */
const OF_ADDRESS = { ...WRONG_PASSWORDS, mostFailures: 6000 };
const MOST_KEYS = 10_000;

/** Bounds what is tried in the name of clients. */
export interface WrongClients {
  /**
   * Carries out an authentication, which counts as failed from its beginning, so that a burst gets no further than a
   * sequence. One client's failures from one neighbourhood keep no other client, and no other neighbourhood, from being
   * served.
   * @param client of a bounded length
   * @param attempt answers nothing where the client was not proven
   * @throws OauthRefusal where the client has failed too often from there, or the neighbourhood with all clients
   */
  attempted<T>(
    client: string,
    sourceIp: string,
    now: number,
    attempt: () => Promise<T | undefined>,
  ): Promise<T | undefined>;
}

/** A client's failures are counted here and over all instances: what is right writes nothing. */
export const createWrongClients = (store: Failures): WrongClients => {
  const clients = new FailureThrottle({ ...WRONG_PASSWORDS, mostKeys: MOST_KEYS });
  const addresses = new FailureThrottle({ ...OF_ADDRESS, mostKeys: MOST_KEYS });

  const refuseCounted = async (lane: string, now: number): Promise<void> => {
    const { failures } = await store.byLogin({ username: lane, lane }, now);
    if (failures >= WRONG_PASSWORDS.mostFailures) throw tooOften();
  };

  return {
    attempted: async (client, sourceIp, now, attempt) => {
      const address = sourcePrefix(sourceIp);
      const lane = `oauth2 ${address} ${client}`;
      if (addresses.isUsedUp(address, now) || !(await clients.enter(lane, now))) throw tooOften();
      let failed = false;
      try {
        const [found] = await Promise.all([attempt(), refuseCounted(lane, now)]);
        failed = found === undefined;
        if (failed) {
          addresses.begin(address, now);
          await store.countFailure({ username: lane, lane }, now);
        }
        return found;
      } catch (error) {
        // What other instances have counted stays counted here too: the next ones are not looked at.
        failed ||= error instanceof OauthRefusal;
        throw error;
      } finally {
        clients.leave(lane, { failed });
      }
    },
  };
};
