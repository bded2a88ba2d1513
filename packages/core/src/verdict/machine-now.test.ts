import { describe, expect, it } from "vitest";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { aMachine } from "../testing/callers.ts";
import { aConsumer, aCredential, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { machineNow } from "./machine-now.ts";

const machine = aMachine("callers", { consumerId: "con_0000000000000001", role: "owner" });
const active = aSubscription({
  status: "active",
  service: LATCHKEY_SERVICE,
  scopes: ["read", "write", "owner"],
});

interface Records {
  credential?: ReturnType<typeof aCredential> | undefined;
  consumer?: ReturnType<typeof aConsumer> | undefined;
  subscription?: ReturnType<typeof aSubscription> | undefined;
  suspendedTeams?: ReadonlySet<string>;
}

const now = (records: Records) => {
  const found = { credential: aCredential(), consumer: aConsumer(), subscription: active, ...records };
  const { credential, consumer, subscription, suspendedTeams = new Set<string>() } = found;
  const service = { found: aService({ slug: LATCHKEY_SERVICE }) };
  const read = async () => ({ own: [{ credential, consumer, subscription }], service, suspendedTeams });
  return machineNow({ read }, machine, NOW);
};

describe("a machine that is about to change something is refused", () => {
  it.each<[string, Records, string]>([
    ["once its credential is revoked", { credential: undefined }, "invalid-credential"],
    ["once its consumer is gone", { consumer: undefined }, "invalid-credential"],
    [
      "once another credential has its look-up part",
      { credential: aCredential({ id: "cred_another" }) },
      "invalid-credential",
    ],
    [
      "once its credential is disabled",
      { credential: aCredential({ status: "disabled" }) },
      "invalid-credential",
    ],
    [
      "once its credential has ended",
      { credential: aCredential({ expiresAt: timeAt(NOW) }) },
      "invalid-credential",
    ],
    ["once its consumer is suspended", { consumer: aConsumer({ status: "suspended" }) }, "forbidden"],
    ["once its team is suspended", { suspendedTeams: new Set([aConsumer().team]) }, "forbidden"],
    ["once its subscription is suspended", { subscription: { ...active, status: "suspended" } }, "forbidden"],
    ["once its subscription is gone", { subscription: undefined }, "forbidden"],
    [
      "from an address that its credential allows no more",
      { credential: aCredential({ allowedIps: ["198.51.100.0/24"] }) },
      "forbidden",
    ],
  ])("%s", async (_what, records, code) => {
    await expect(now(records)).rejects.toMatchObject({ code });
  });
});

describe("a machine that is about to change something is", () => {
  it.each<[string, string[] | undefined, string]>([
    ["an owner by name alone", ["owner"], "owner"],
    ["a member without scopes", undefined, "member"],
    ["a viewer once its credential is narrowed", ["read"], "viewer"],
  ])("%s", async (_what, scopes, role) => {
    const found = await now({ credential: aCredential(scopes ? { scopes } : {}) });
    expect(found).toMatchObject({ ...machine, role, bounds: scopes ? { scopes } : {} });
  });
});
