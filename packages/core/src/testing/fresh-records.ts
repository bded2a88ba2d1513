import { randomBytes } from "node:crypto";
import type { Consumer } from "../consumer/consumer.ts";
import type { ApiKeyCredential } from "../credential/api-key/api-key-credential.ts";
import { newConsumerId, newId } from "../id.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member, Team } from "../team/team.ts";
import { aConsumer, aCredential, aMember, aService, aSubscription, aTeam, NOW } from "./records.ts";

let made = 0;
/** A moment later for each, so that ids sort in the order of making. */
const later = () => {
  made += 1;
  return NOW + made;
};

const slugOf = (id: string) => id.toLowerCase().replace("_", "-");

const team = (fields: Partial<Team> = {}): Team => {
  const id = newId("tea", later(), randomBytes);
  return aTeam({ id, slug: slugOf(id), name: "Team", ...fields });
};

const member = (slug: string, email: string, fields: Partial<Member> = {}): Member =>
  aMember({ id: newId("mem", later(), randomBytes), team: slug, email, ...fields });

const service = (owner: string, fields: Partial<Service> = {}): Service => {
  const id = newId("svc", later(), randomBytes);
  return aService({ id, slug: slugOf(id), name: "Service", team: owner, ...fields });
};

const consumer = (owner: string, fields: Partial<Consumer> = {}): Consumer => {
  const id = newConsumerId(later(), randomBytes);
  return aConsumer({ id, name: id.toLowerCase(), team: owner, ...fields });
};

const credential = (consumerId: string, fields: Partial<ApiKeyCredential> = {}): ApiKeyCredential =>
  aCredential({
    id: newId("crd", later(), randomBytes),
    consumerId,
    secrets: [{ hash: "aGFzaA==", pepper: "p1" }],
    ...fields,
  });

const subscription = (by: Consumer, to: Service, fields: Partial<Subscription> = {}): Subscription =>
  aSubscription({
    id: newId("sub", later(), randomBytes),
    consumerId: by.id,
    consumerName: by.name,
    consumerTeam: by.team,
    serviceId: to.id,
    service: to.slug,
    serviceTeam: to.team,
    applicant: { id: "ana@example.com" },
    history: [
      {
        at: by.createdAt,
        actor: { kind: "person", email: "ana@example.com" },
        action: "apply",
        to: "pending",
      },
    ],
    ...fields,
  });

/** The records of `records.ts`, each with an id and a name that no other has: for tests that share a store. */
export const fresh = { team, member, service, consumer, credential, subscription };
