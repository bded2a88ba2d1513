import { createHash } from "node:crypto";
import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { CallRecordStore, CallSubscription, WantedRecords } from "../call-records/call-records.ts";
import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import { lookupOf } from "../credential/part/credential-place.ts";
import { hashKey, sha256 } from "../key-ring/pepper.ts";
import { requestOf } from "../presented/call-request.fixture.ts";
import type { Service } from "../service/service.ts";
import { aConsumer, aCredential, aRing, aService, aSubscription, keysOf } from "../testing/records.ts";
import { type AuthorizerSettings, DEFAULT_AUTHORIZER_SETTINGS } from "./authorize.ts";
import { createAuthorizer } from "./create-authorizer.ts";

export const ring = aRing("p1");
const KEYS = keysOf(ring);

/** Records of a caller, which a test may change: each read returns the current ones. */
export interface Caller {
  apiKey: string;
  credential: Credential;
  consumer: Consumer;
  subscription: CallSubscription;
}

/** A table that counts the items that are asked of it, by kind. */
export const calledTable = () => {
  const state = {
    services: new Map<string, Service>([["weather", aService()]]),
    suspended: new Set<string>(),
    callers: new Map<string, Caller>(),
    wanted: [] as WantedRecords[],
    /** Answers wait for it. */
    until: Promise.resolve<void>(undefined),
  };
  const store: CallRecordStore = {
    read: async (wanted) => {
      state.wanted.push(wanted);
      const { slug, callers, service, suspendedTeams } = wanted;
      const found = {
        own: callers.map(({ consumerId, lookup }) => {
          const caller = state.callers.get(`${consumerId}/${lookup}`);
          const isSubscribed = caller?.subscription.service === slug;
          return {
            credential: caller?.credential,
            consumer: caller?.consumer,
            subscription: isSubscribed ? caller.subscription : undefined,
          };
        }),
        ...(service ? { service: { found: state.services.get(slug) } } : {}),
        ...(suspendedTeams ? { suspendedTeams: new Set(state.suspended) } : {}),
      };
      await state.until;
      return found;
    },
    byPointers: async () => new Map(),
    byLogin: async () => ({ failures: 0 }),
    countFailure: async () => {},
    byToken: async () => ({ holders: new Map(), owners: new Map() }),
    isNamedWithSecret: async () => false,
  };
  const addCaller = (fields: Partial<CallSubscription> = {}): Caller => {
    const index = String(state.callers.size).padStart(16, "0");
    const consumer = aConsumer({ id: `con_${index}` });
    const random = createHash("sha512").update(index).digest().subarray(0, API_KEY_RANDOM_BYTES);
    const id = `crd_${index}`;
    const apiKey = mintApiKey(index, random, lookupOf(id));
    const secrets = [hashKey(ring, sha256(apiKey))];
    const credential = aCredential({ id, consumerId: consumer.id, secrets });
    const { history: _long, ...subscription } = aSubscription({
      consumerId: consumer.id,
      status: "active",
      ...fields,
    });
    const caller = { apiKey, credential, consumer, subscription };
    state.callers.set(`${consumer.id}/${lookupOf(id)}`, caller);
    return caller;
  };
  /** What was asked for since this was last called. */
  const asked = () => {
    const wanted = state.wanted.splice(0);
    const teams = wanted.filter(({ suspendedTeams }) => suspendedTeams).length;
    const services = wanted.filter(({ service }) => service).length;
    const own = wanted.reduce((sum, { callers }) => sum + 3 * callers.length, 0);
    return { trips: wanted.length, own, services, teams, items: own + services + teams };
  };
  const instance = (settings: Partial<AuthorizerSettings> = {}) => {
    const authorizer = createAuthorizer(store, KEYS, { ...DEFAULT_AUTHORIZER_SETTINGS, ...settings });
    const call = async (caller: Caller, now: number, slug = "weather"): Promise<string> => {
      const verdict = await authorizer.authorize(requestOf(caller.apiKey, slug), now);
      return "reason" in verdict ? verdict.reason : verdict.kind;
    };
    return { authorizer, call };
  };
  return { state, store, addCaller, asked, instance };
};
