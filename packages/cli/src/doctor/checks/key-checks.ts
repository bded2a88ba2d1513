import type { Check } from "../check/check.ts";
import { admittedAs } from "../check/echo.ts";
import type { GatewayCall, Scene } from "../check/scene.ts";
import { issue } from "../stage/caller.ts";

const expected = "200 from the upstream, in the consumer's name";
const page = "docs/credentials.md#api-key";

const own = (id: string, claim: string, headers: (key: string) => Record<string, string>): Check => ({
  id,
  claim,
  expected,
  remedy: "the authorizer's log says why it refused: docs/operations.md",
  page,
  run: async ({ call, caller }) => admittedAs(await call({ headers: headers(caller.key) }), caller),
});

/** A key in a place that only its credential names. */
const placed = (
  id: string,
  claim: string,
  where: { where: string; name: string },
  sent: (key: string) => GatewayCall,
): Check => ({
  id,
  claim,
  expected,
  remedy: "the authorizer's log says why it refused; where API Gateway loses it, use the header X-API-Key",
  page,
  run: async (scene: Scene) => {
    const credential = await issue(scene, scene.caller.id, { type: "api-key", name: id, in: [where] });
    return admittedAs(await scene.call(sent(credential.secret("apiKey"))), scene.caller);
  },
});

export const KEY_CHECKS: readonly Check[] = [
  own("key-in-header", "a key in X-API-Key is accepted", (key) => ({ "X-API-Key": key })),
  own("key-in-apikey", "a key in apikey is accepted, as APISIX sends it", (key) => ({ apikey: key })),
  own("key-as-bearer", "a key in Authorization: Bearer is accepted", (key) => ({
    Authorization: `Bearer ${key}`,
  })),
  own("key-as-api-key", "a key in Authorization: ApiKey is accepted", (key) => ({
    Authorization: `ApiKey ${key}`,
  })),
  placed(
    "key-in-query",
    "a key in the query is accepted where its credential says so",
    { where: "query", name: "doctor-key" },
    (key) => ({ path: `/?doctor-key=${encodeURIComponent(key)}` }),
  ),
  placed(
    "key-in-cookie",
    "a key in a cookie is accepted where its credential says so",
    { where: "cookie", name: "doctor-key" },
    (key) => ({ headers: { Cookie: `other=1; doctor-key=${key}` } }),
  ),
];
