import { inFull } from "@latchkey/core/testing/in-full";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { type Answer, as, asPerson, type Send } from "../support/management.ts";
import { type Cast, sharedCast } from "./cast.fixture.ts";
import { LATER, TOMORROW } from "./machines.fixture.ts";

/* Random actions in random order: at the end, every credential that was gained is examined. */

let cast: Cast;
beforeAll(async () => {
  cast = await sharedCast();
});

const bounds = fc.record(
  {
    scopes: fc.subarray(["read", "write", "owner", "admin", "maps"]),
    allowedIps: fc.constantFrom(["127.0.0.1"], ["127.0.0.0/8"], ["0.0.0.0/0"], ["::/0"]),
    expiresAt: fc.constantFrom(TOMORROW, LATER),
  },
  { requiredKeys: [] },
);
const deed = fc.oneof(
  fc.record({ do: fc.constant("issue"), consumer: fc.nat(2), asked: bounds }),
  fc.record({
    do: fc.constant("patch"),
    on: fc.nat(9),
    asked: fc.oneof(
      bounds,
      fc.constant({ status: "enabled" }),
      fc.constant({ scopes: null, allowedIps: null }),
    ),
  }),
  fc.record({ do: fc.constant("rotate"), on: fc.nat(9) }),
  fc.record({ do: fc.constant("apply"), consumer: fc.nat(2), asked: bounds }),
  fc.record({ do: fc.constant("join"), role: fc.constantFrom("owner", "member") }),
  fc.record({ do: fc.constant("unlimit"), consumer: fc.nat(2) }),
);
interface Deed {
  do: string;
  consumer?: number;
  on?: number;
  asked?: object;
  role?: string;
}
const sequences = fc.array(fc.tuple(fc.nat(5), deed), { minLength: 1, maxLength: 8 });

interface Held {
  send: Send;
  /** Absent for a person. */
  id?: string;
}

/** Consumers of the team: its own, one that manages as an owner, one that does not manage. */
const consumersOf = async (own?: { id: string }): Promise<{ id: string }[]> => {
  const strong = await cast.make.consumer("acme");
  await cast.make.subscription(strong, "latchkey", { scopes: ["owner"] });
  await cast.make.credential(strong, { scopes: ["owner"] });
  await cast.make.credential(strong);
  return [own ?? (await cast.make.consumer("acme")), strong, await cast.make.consumer("acme")];
};

const attempt = async (
  send: Send,
  consumers: { id: string }[],
  one: Deed,
  email: string,
): Promise<Answer> => {
  const path = `/v1/consumers/${consumers[one.consumer ?? 0]?.id}`;
  if (one.do === "issue")
    return send("POST", `${path}/credentials`, { name: "k", type: "api-key", ...one.asked });
  if (one.do === "apply")
    return send("POST", `${path}/subscriptions`, { service: "latchkey", ...scopesOf(one) });
  if (one.do === "join") return send("PUT", `/v1/teams/acme/members/${email}`, { role: one.role });
  if (one.do === "unlimit") return send("DELETE", `${path}/plugins/quota`);
  const lists = await Promise.all(
    consumers.map(({ id }) => cast.callers.root("GET", `/v1/consumers/${id}/credentials`)),
  );
  const all = lists.flatMap(({ body }) => body.items);
  const target = all[(one.on ?? 0) % all.length];
  const there = `/v1/consumers/${target?.consumerId}/credentials/${target?.id}`;
  return one.do === "rotate" ? send("POST", `${there}/rotate`, {}) : send("PATCH", there, one.asked);
};
const scopesOf = ({ asked }: Deed) => ("scopes" in Object(asked) ? { scopes: Object(asked).scopes } : {});

/** All that the person holds after the actions; admins approve every application. */
const reached = async (first: Held, consumers: { id: string }[], deeds: [number, Deed][], email: string) => {
  const held = [first];
  for (const [index, one] of deeds) {
    const { send } = held[index % held.length] ?? first;
    const { status, body } = await attempt(send, consumers, one, email);
    if (status === 201 && body.secret)
      held.push({ send: as(cast.latchkey, { "X-API-Key": body.secret.apiKey }), id: body.credential.id });
    if (status === 201 && body.service === "latchkey") await cast.make.act(body, "approve");
  }
  return held;
};

const rolesOf = async (held: Held[]): Promise<string[]> => {
  const answers = await Promise.all(held.map(({ send }) => send("GET", "/v1/me")));
  return answers.flatMap(({ status, body }) =>
    status === 200 ? body.teams.map(({ role }: { role: string }) => role) : [],
  );
};

describe("no sequence of calls", () => {
  it("by a machine leads to a credential with more than it began with", async () => {
    await fc.assert(
      fc.asyncProperty(sequences, async (deeds) => {
        const options = { allowedIps: ["127.0.0.0/8"], expiresAt: TOMORROW };
        const machine = await machineOf(cast.latchkey, cast.callers.root, "acme", options);
        const consumers = await consumersOf(machine.consumer);
        const held = await reached(
          { send: machine.send, id: machine.credential.id },
          consumers,
          deeds,
          "m@acme.test",
        );
        expect(await rolesOf(held)).not.toContain("owner");
        const lists = await Promise.all(
          consumers.map(({ id }) => cast.callers.root("GET", `/v1/consumers/${id}/credentials`)),
        );
        const ids = held.map(({ id }) => id);
        for (const each of lists.flatMap(({ body }) => body.items).filter(({ id }) => ids.includes(id))) {
          expect(each.scopes ?? []).not.toContain("owner");
          expect(Date.parse(each.expiresAt)).toBeLessThanOrEqual(Date.parse(TOMORROW));
          expect(each.allowedIps?.every((range: string) => range.startsWith("127.0.0."))).toBe(true);
        }
      }),
      { numRuns: inFull ? 12 : 7 },
    );
  });

  it.each(["member", "viewer"])("by a %s leads to an owner", async (role) => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(sequences, async (deeds) => {
        made += 1;
        const email = `${role}-${made}@acme.test`;
        await cast.callers.root("PUT", `/v1/teams/acme/members/${email}`, { role });
        const person = { send: await asPerson(cast.latchkey, email) };
        const held = await reached(person, await consumersOf(), deeds, email);
        expect(await rolesOf(held)).not.toContain("owner");
        if (role === "viewer") expect(held).toHaveLength(1);
      }),
      { numRuns: inFull ? 8 : 5 },
    );
  });
});
