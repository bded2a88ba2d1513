import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import { CONTROL_ROUTES } from "@latchkey/functions/routes/control-routes";
import { beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "../support/management.ts";
import { type OpenApi, undescribed } from "../support/undescribed.ts";
import { ACCESS_TABLE, expectedOf } from "./access-table.ts";
import { CALLERS, type CallerName, type Cast, sharedCast } from "./cast.fixture.ts";

let cast: Cast;
let openApi: OpenApi;
beforeAll(async () => {
  cast = await sharedCast();
  openApi = (await cast.callers.anonymous("GET", "/v1/openapi.json")).body;
});

const said = ({ status, body }: Answer): string =>
  status >= 400 && typeof body?.code === "string" ? `${status} ${body.code}` : String(status);

describe("every route of the management API", () => {
  it("has a row in the table of who may, and every row is a route's", () => {
    const routes = CONTROL_ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(ACCESS_TABLE.map(({ route }) => route))).toEqual(new Set(routes));
  });

  it("asks the authorizer, unless the contract names it as open", () => {
    const unasked = CONTROL_ROUTES.filter((route) => route.public).map(({ path }) => path);
    expect(new Set(unasked)).toEqual(
      new Set([
        "/healthz",
        "/docs",
        "/docs/problems",
        "/v1/openapi.json",
        "/v1/public/catalog",
        "/v1/public/catalog/{service}",
        "/.well-known/jwks.json",
        "/.well-known/oauth-authorization-server",
        "/oauth2/authorize",
        "/oauth2/jwks",
        "/oauth2/revoke",
        "/oauth2/token",
        "/.well-known/api-catalog",
        "/v1/public/catalog",
        "/v1/public/catalog/{service}",
        "/v1/public/catalog/{service}/openapi.json",
        "/v1/leaks",
        "/v1/leaks/github",
        "/announcements/{token}",
        "/approvals/{token}",
        "/invitations/{token}",
      ]),
    );
  });
});

describe.each(ACCESS_TABLE.map((row) => [`${row.route}${row.when ? ` (${row.when})` : ""}`, row] as const))(
  "%s",
  (_name, row) => {
    const [method = "", template = ""] = row.route.split(" ");
    let unchanged: ReturnType<typeof row.request> | undefined;
    /** Who only reads, or is refused, leaves what the request is about as it was for the next one. */
    const requestOf = (caller: CallerName) => {
      if (method !== "GET" && method !== "HEAD" && !/^[45]/.test(expectedOf(row, caller)))
        return row.request(cast.make);
      unchanged ??= row.request(cast.make);
      return unchanged;
    };

    it.each(CALLERS)("answers %s as the contract says, with what the document names", async (caller) => {
      const { path, body, headers } = await requestOf(caller);
      const answer = await cast.callers[caller](method, path, body, headers);
      const status = expectedOf(row, caller);
      // A page and an error of OAuth 2 are no problem documents, and HEAD has no body.
      const isPage = /^\/(?:announcements|approvals|invitations|oauth2)\//.test(path);
      expect(isPage ? String(answer.status) : said(answer)).toBe(isPage ? status.slice(0, 3) : status);
      const isResource = template.startsWith("/v1/") && template !== "/v1/openapi.json" && method !== "HEAD";
      if (isResource && answer.status < 300)
        expect(undescribed(openApi, { method, path: template }, answer)).toEqual([]);
    });
  },
);

/** The files that come next share the team, and the authorizer remembers for some seconds that it is suspended. */
describe("a team that is resumed", () => {
  it("has machines that call again", async () => {
    expect((await cast.callers.root("POST", "/v1/teams/acme/resume")).status).toBe(200);
    await expect.poll(async () => (await cast.callers.machine("GET", "/v1/me")).status).toBe(200);
  });
});

describe("what an answer has that the document does not name", () => {
  it("is told by its place: the document of one answer does not fit another", async () => {
    const { slug } = await cast.make.service("acme", { tags: ["seen"], approvers: [] });
    const own = await cast.callers.owner("GET", `/v1/services/${slug}`);
    const shown = await cast.callers.stranger("GET", `/v1/catalog/${slug}`);
    const catalog = { method: "GET", path: "/v1/catalog/{service}" };
    expect(undescribed(openApi, catalog, shown)).toEqual([]);
    expect(undescribed(openApi, catalog, own)).toContain("/upstream");
    const service = { method: "GET", path: "/v1/services/{service}" };
    expect(undescribed(openApi, service, shown)).toContain("/upstream is missing");
  });
});

describe("a path that has not got the method", () => {
  const paths = [...new Set(CONTROL_API.filter(({ method }) => method === "ANY").map(({ path }) => path))];
  const real = paths.filter((path) => path !== "/" && path !== "/{proxy+}");

  it.each(real)("%s names those that it has, to everybody", async (path) => {
    const had = CONTROL_ROUTES.filter((route) => route.path === path).map(({ method }) => method);
    const allowed = had.flatMap((method) => (method === "GET" ? [method, "HEAD"] : [method]));
    const method = ["GET", "POST", "PUT", "PATCH", "DELETE"].find((each) => !had.some((one) => one === each));
    if (!method) throw new Error("It has all of them.");
    const asked = path.replaceAll(/\{\w+\}/g, "x");
    for (const caller of ["anonymous", "member"] as const) {
      const answer = await cast.callers[caller](method, asked);
      expect(said(answer)).toBe("405 method-not-allowed");
      expect(new Set(answer.headers.get("allow")?.split(", "))).toEqual(new Set(allowed));
      const preflight = await cast.callers[caller]("OPTIONS", asked);
      expect(preflight.status).toBe(204);
    }
  });

  it.each(["/v1", "/v2/teams", "/v1/nothing", "/v1/teams/a/b/c/d"])("%s does not exist", async (path) => {
    for (const caller of CALLERS) expect(said(await cast.callers[caller]("GET", path))).toBe("404 not-found");
  });
});
