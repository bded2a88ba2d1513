import { createHash } from "node:crypto";

const sha256 = (text: string) => createHash("sha256").update(text);

/** What tells the secrets of one run from those of every other of a worker: keys are unique over all teams. */
export const sourcesOf = (run: string) => {
  const id = `0d2d3a3c-8a4e-4d52-9d0f-${run}`;
  const secrets = {
    key: `key-of-the-source-${run}`,
    other: `other-key-of-the-source-${run}`,
    user: `user-${run}`,
    password: "the old password",
    access: `access-${run}`,
    secret: `secret-of-the-source-${run}`,
    issuer: `issuer-${run}`,
    shared: `a shared secret of thirty-two bytes, or more: ${run}`,
  };
  const { key, other, user, password, access, secret, issuer, shared } = secrets;
  return {
    secrets,
    aws: {
      "get-api-keys.json": {
        items: [
          { id: "k1", name: "Nightly Export", value: key, enabled: true, description: "exports" },
          { id: "k2", name: "nightly export", value: other, enabled: false },
          { id: "k3", name: "without value", enabled: true },
        ],
      },
      "get-usage-plans.json": {
        items: [
          {
            id: "p1",
            name: "basic",
            apiStages: [{ apiId: "api1", stage: "prod" }],
            throttle: { rateLimit: 50.0, burstLimit: 10 },
            quota: { limit: 1000, offset: 0, period: "MONTH" },
          },
        ],
      },
      "get-usage-plan-keys-p1.json": {
        items: [
          { id: "k1", type: "API_KEY" },
          { id: "k2", type: "API_KEY" },
        ],
      },
    },
    kong: {
      services: [{ name: "api1", plugins: [{ name: "key-auth", config: { key_in_query: true } }] }],
      consumers: [
        {
          username: "Alice B.",
          id,
          custom_id: "4711",
          keyauth_credentials: [{ key }, { key: "short" }],
          basicauth_credentials: [
            {
              username: user,
              password: createHash("sha1")
                .update(password + id)
                .digest("hex"),
            },
          ],
          jwt_secrets: [{ key: issuer, secret: shared, algorithm: "HS256" }],
          hmacauth_credentials: [{ username: access, secret }],
          plugins: [
            { name: "rate-limiting", config: { minute: 1000, day: 5000 } },
            { name: "correlation-id", config: {} },
          ],
        },
      ],
    },
    apisix: {
      services: [{ name: "api1", plugins: { "key-auth": {} } }],
      consumers: [
        {
          username: "jack",
          desc: "of APISIX",
          plugins: {
            "key-auth": { key },
            "basic-auth": { username: user, password },
            "jwt-auth": { key: issuer, secret: shared, algorithm: "HS256" },
            "hmac-auth": { key_id: access, secret_key: secret },
            "limit-count": { count: 200, time_window: 60 },
            "ip-restriction": { whitelist: ["127.0.0.1", "::1"] },
          },
        },
        { username: "elsewhere", plugins: { "key-auth": { key: "$secret://vault/jack/key" } } },
      ],
    },
    litellm: [
      {
        token: sha256(key).digest("hex"),
        key_alias: "research",
        rpm_limit: 60,
        tpm_limit: 1000,
        blocked: false,
      },
      { token: sha256(other).digest("hex"), key_alias: "Research", blocked: true },
      { token: "sk-in-the-clear", key_alias: "wrong" },
      { token: sha256("past").digest("hex"), key_alias: "past", expires: "2020-01-01T00:00:00" },
    ],
    unkey: [
      {
        id: "key_1",
        name: "Billing",
        hash: sha256(key).digest("base64"),
        apiId: "api1",
        enabled: true,
        ratelimits: [{ name: "requests", limit: 10, duration: 1000 }],
        refill: { interval: "daily", amount: 1000 },
      },
      { id: "key_2", name: "Billing", hash: sha256(other).digest("hex"), apiId: "api1", enabled: false },
      { id: "key_3", name: "nothing", apiId: "api1" },
    ],
  };
};
