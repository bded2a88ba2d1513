import { expect, it } from "vitest";
import { aCredential } from "../testing/records.ts";
import { statusEvents } from "./enable-disable-credential.ts";

const enabled = aCredential();
const disabled = aCredential({ status: "disabled" });

it.each([
  ["is told as enabled", disabled, enabled, ["credential.enabled"]],
  ["is told as disabled", enabled, disabled, ["credential.disabled"]],
  ["is not told when it stays enabled", enabled, enabled, []],
  ["is not told when it stays disabled", disabled, disabled, []],
])("a credential %s", (_what, before, after, types) => {
  const events = statusEvents({ actor: "dev@callers.test" }, "callers", before, after);
  expect(events.map(({ type }) => type)).toEqual(types);
  for (const event of events)
    expect(event).toMatchObject({ team: "callers", credential: enabled.id, actor: "dev@callers.test" });
});
