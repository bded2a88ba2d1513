import { describe, expect, it } from "vitest";
import { allowPolicy } from "./policy.ts";
import { anAuthorizer } from "./provider.fixture.ts";
import { API, ARN, httpEvent, restEvent } from "./provider-event.fixture.ts";

/*
 * The attack: a team publishes a service whose slug is a first segment that a provider's API happens to have, lets its own
 * consumer in, and is admitted to the provider's paths. Here the service `weather` is the attacker's.
 */

const THEIRS = { services: { [API]: { team: "forecasters" } } };
const iam = { latchkeyAnswer: "iam" };

describe("a service of another team than the API's", () => {
  it.each<[string, Parameters<typeof anAuthorizer>[0]]>([
    ["whose consumer is admitted to it", THEIRS],
    ["whose consumer it has suspended", { ...THEIRS, status: "suspended" }],
    ["that has no scope for the path", { ...THEIRS, service: { scopes: [{ name: "x", paths: ["/y"] }] } }],
    ["that is a draft", { ...THEIRS, service: { status: "draft" } }],
    ["that is retired", { ...THEIRS, service: { status: "retired" } }],
  ])("opens nothing and reads as none, %s", async (_, given) => {
    const { handler, apiKey, refusals } = anAuthorizer(given);
    const headers = { "X-API-Key": apiKey };
    const denied = {
      policyDocument: { Statement: [{ Effect: "Deny" }] },
      context: { code: "no-subscription" },
    };
    expect(await handler(restEvent({ headers }))).toMatchObject(denied);
    expect(await handler(httpEvent({ headers, stageVariables: iam }))).toMatchObject(denied);
    const simply = { isAuthorized: false, context: { code: "no-subscription" } };
    expect(await handler(httpEvent({ headers }))).toEqual(simply);
    // The consumer's refusals are told of no service that is not this API's.
    expect(refusals.every(({ service }) => service === "weather")).toBe(true);
    expect(refusals).toHaveLength(3);
  });

  it("reads as an unknown slug", async () => {
    const { handler, apiKey } = anAuthorizer(THEIRS);
    const headers = { "X-API-Key": apiKey };
    const none = await handler(restEvent({ headers, path: "/nobody/today" }));
    expect(await handler(restEvent({ headers }))).toEqual(none);
  });

  it.each([
    ["a stage variable", { stageVariables: { latchkeyService: "weather" } }, THEIRS.services],
    ["the table", {}, { ...THEIRS.services, [`${API}/prod`]: "weather" }],
  ])("opens nothing when %s names it beside the team", async (_, given, services) => {
    const { handler, apiKey } = anAuthorizer({ services });
    const answer = await handler(restEvent({ headers: { "X-API-Key": apiKey }, ...given }));
    expect(answer).toMatchObject({ context: { code: "no-subscription" } });
  });

  it.each([
    ["no entry at all", {}],
    ["an entry of another API", { zzz: { team: "providers" } }],
  ])("is not even looked for where the stage names no team: %s", async (_, services) => {
    const { handler, apiKey, refusals } = anAuthorizer({ services });
    const headers = { "X-API-Key": apiKey };
    await expect(handler(restEvent({ headers }))).rejects.toThrow(/^Unauthorized$/);
    expect(await handler(httpEvent({ headers }))).toMatchObject({ isAuthorized: false });
    expect(refusals).toMatchObject([{ reason: "no-service" }, { reason: "no-service" }]);
  });
});

describe("the policy for a service that the path names", () => {
  it("covers that service's paths by the call's method, and nothing beside it", async () => {
    const { handler, apiKey } = anAuthorizer();
    const below = (stage: string) => [`${ARN}/${stage}/GET/weather`, `${ARN}/${stage}/GET/weather/*`];
    const headers = { "X-API-Key": apiKey };
    const allowed = (Resource: string[]) => ({
      policyDocument: { Statement: [{ Effect: "Allow", Resource }] },
    });
    expect(await handler(restEvent({ headers }))).toMatchObject(allowed(below("prod")));
    expect(await handler(httpEvent({ headers, stageVariables: iam }))).toMatchObject(
      allowed(below("$default")),
    );
  });

  const resources = (method: string): RegExp[] =>
    [allowPolicy(`${ARN}/prod/${method}/weather/x`, "con_1", { pending: "" }, "weather")]
      .flatMap(({ policyDocument }) => policyDocument.Statement)
      .flatMap((statement) => ("Resource" in statement ? [statement.Resource].flat() : []))
      // As IAM reads them: `*` is any text, slashes included, and `?` any character.
      .map(
        (each) =>
          new RegExp(
            `^${String(each)
              .replaceAll(/[.+^$()|[\]\\{}]/g, "\\$&")
              .replaceAll("*", ".*")
              .replaceAll("?", ".")}$`,
          ),
      );

  it.each([
    ["another service", "GET/tides/today"],
    ["another service with the slug further down", "GET/tides/GET/weather/today"],
    ["a service whose slug begins alike", "GET/weather-2/today"],
    ["another method", "DELETE/weather/today"],
    ["the root", "GET/"],
    ["another stage", "../dev/GET/weather/today"],
  ])("does not cover %s", (_, path) => {
    expect(resources("GET").some((resource) => resource.test(`${ARN}/prod/${path}`))).toBe(false);
  });

  it.each(["*", "GE*", "?", "", "get"])("takes no method that would count for others: %j", (method) => {
    expect(resources(method).some((resource) => resource.test(`${ARN}/prod/DELETE/weather/today`))).toBe(
      false,
    );
  });

  it.each(["weather", "weather/today", "weather/a/b"])("covers %s", (path) => {
    expect(resources("GET").some((resource) => resource.test(`${ARN}/prod/GET/${path}`))).toBe(true);
  });
});
