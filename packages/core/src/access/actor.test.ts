import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namedActor } from "./actor.ts";

describe("the word that names an actor", () => {
  it.each([
    ["ana@callers.test", { kind: "person", email: "ana@callers.test" }],
    ["con_0000000000000001", { kind: "machine", consumer: "con_0000000000000001" }],
    ["rule:3", { kind: "rule" }],
    ["service", { kind: "service" }],
    ["system", { kind: "system" }],
    ["unknown", { kind: "system" }],
    // An address may begin like anything else.
    ["con_artist@callers.test", { kind: "person", email: "con_artist@callers.test" }],
    ["rule:1@callers.test", { kind: "person", email: "rule:1@callers.test" }],
  ])("%s is read as what it names", (name, actor) => {
    expect(namedActor(name)).toEqual(actor);
  });

  it("is never a person or a machine without saying which", () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const actor = namedActor(name);
        if (actor.kind === "person") expect(actor.email).toBe(name);
        if (actor.kind === "machine") expect(actor.consumer).toBe(name);
      }),
    );
  });
});
