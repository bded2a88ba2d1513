/** A team with everything that a file can say; `at` makes its names its own. */
export const wholeTeam = (at: string) => {
  const team = `whole-${at}`;
  const [forecast, brain] = [`forecast-${at}`, `brain-${at}`];
  const upstream = "http://127.0.0.1:9/base";
  return {
    teams: [
      {
        slug: team,
        name: "Whole",
        timeZone: "Europe/Berlin",
        owners: ["Pat@example.com"],
        members: ["kim@example.com", { email: "vi@example.com", role: "viewer" }],
      },
    ],
    services: [
      {
        slug: forecast,
        name: "Forecast",
        team,
        kind: "rest",
        summary: "What comes",
        description: "# Forecast\n\nOf *all* places.",
        upstream: { url: upstream, headers: { "X-Up": `up-secret-${at}` }, timeoutSeconds: 20 },
        cors: { origins: ["https://a.example"] },
        scopes: [{ name: "read", methods: ["GET"], paths: ["/a/*"] }, { name: "write" }],
        approvalRules: [{ emailDomains: ["Example.com"], plans: ["basic"], decision: "approve" }],
        whenCountersFail: "open",
        assertion: true,
        visibility: "private",
        approvers: ["Zoe@example.com", "al@example.com"],
        plans: [
          {
            name: "basic",
            title: "Basic",
            durationDays: 30,
            limits: { "rate-limit": { count: 10, periodSeconds: 60 }, quota: { count: 100, period: "day" } },
          },
          { name: "gold" },
        ],
        tags: ["weather", "free"],
        openapi: {
          openapi: "3.1.0",
          info: { title: "Forecast", version: "1" },
          paths: { "/a": { get: { operationId: "getA", responses: { 200: { description: "ok" } } } } },
        },
        status: "published",
      },
      {
        slug: brain,
        name: "Brain",
        team,
        kind: "ai",
        upstream: {
          url: upstream,
          keys: [
            { name: "one", headers: { Authorization: `key-1-${at}` } },
            { name: "two", weight: 3, headers: { Authorization: `key-2-${at}` } },
          ],
        },
        models: [{ match: "gpt-*", inputUsd: 1, outputUsd: 2 }],
        usageEvent: "leave",
        approval: "auto",
        status: "published",
      },
    ],
    consumers: [
      {
        name: "nightly",
        team,
        description: "By night",
        labels: { env: "prod" },
        plugins: {
          "rate-limit": { count: 5, periodSeconds: 1 },
          "ip-restriction": { allow: ["10.0.0.0/8"] },
          quota: {
            rules: [
              { count: 5, period: "day" },
              { count: 50, period: "month" },
            ],
          },
          budget: { usd: 1.5, period: "week" },
        },
        credentials: [
          { name: "main", type: "api-key", scopes: ["read"], expiresAt: "2101-01-01T00:00:00Z" },
          { name: "main", type: "api-key", allowedIps: ["10.0.0.1"], in: [{ where: "query", name: "k" }] },
          { name: "off", type: "api-key", status: "disabled" },
          { name: "login", type: "basic" },
          { name: "given", type: "basic", username: `fred-${at}`, password: `password-of-${at}` },
          { name: "pair", type: "aksk", schemes: ["aws4"], replayProtection: true },
          {
            name: "token",
            type: "jwt",
            issuer: "https://issuer.example",
            audience: "forecast",
            maxLifetimeSeconds: 600,
          },
        ],
        subscriptions: [
          { service: forecast, plan: "basic", scopes: ["read"] },
          { service: brain },
          { service: "latchkey" },
        ],
      },
      { name: "empty", team },
    ],
    webhooks: [
      {
        team,
        url: `http://127.0.0.1:9/hook?token=hook-secret-${at}`,
        events: ["subscription.requested", "credential.created"],
      },
    ],
  };
};
