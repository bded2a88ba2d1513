import { expect, it } from "vitest";
import { readTarget } from "./token-target.ts";

const gateway = "https://gateway.example";

it.each([
  ["the gateway where nothing is said", undefined, "all"],
  ["the gateway", gateway, "all"],
  ["the gateway with a slash", `${gateway}/`, "all"],
  ["a service", `${gateway}/echo`, { service: "echo" }],
  ["nothing below a service", `${gateway}/echo/`, undefined],
  ["nothing of the management API", `${gateway}/latchkey`, undefined],
  ["nothing with a query", `${gateway}/echo?a`, undefined],
  ["nothing with a fragment", `${gateway}/echo#a`, undefined],
  ["nothing that ends like it", `https://evil.example/?${gateway}/echo`, undefined],
  ["nothing that begins like it", `${gateway}.evil.example/echo`, undefined],
  ["nothing in other letters", `${gateway}/ECHO`, undefined],
  ["nothing relative", "echo", undefined],
])("%s: %s", (_what, resource, target) => {
  expect(readTarget({ gateway }, resource)).toEqual(target);
});
