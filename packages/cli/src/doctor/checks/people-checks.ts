import * as z from "zod/mini";
import { exchange } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";
import type { Check } from "../check/check.ts";
import { broken, judged, look } from "../check/finding.ts";

const Discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
});
const HEADERS = ["content-security-policy", "x-content-type-options", "referrer-policy"];
const UNKNOWN = "the portal's address is not known: look at it by hand";

export const PEOPLE_CHECKS: readonly Check[] = [
  {
    id: "sign-in",
    claim: "people can sign in and out at the issuer's pages",
    expected: "the issuer's discovery document; the rest by hand",
    remedy: "`issuer`, `clientId`, `issuerOrigins`; the user pool's client",
    page: "docs/deploy.md#people",
    run: async ({ addresses: { issuer, portal }, signal }) => {
      if (issuer === undefined) return look(UNKNOWN);
      const answer = await exchange({ url: `${issuer}/.well-known/openid-configuration` }, signal);
      const read = Discovery.safeParse(jsonBody(answer.body));
      if (!read.success || read.data.issuer !== issuer)
        return broken(`${answer.status}, no discovery document of ${issuer}`);
      return look(`a discovery document; sign in and out once at ${portal}`);
    },
  },
  {
    id: "portal-headers",
    claim: "the portal's security headers stand on its pages and on answers for files that are not there",
    expected: `200 and ${HEADERS.join(", ")}; not one of them missing where there is no file`,
    remedy: "the response headers policy of the portal's distribution",
    page: "docs/deploy.md#the-portal",
    run: async ({ addresses: { portal, control }, signal }) => {
      if (portal === undefined) return look(UNKNOWN);
      const page = { Accept: "text/html" };
      const paths = ["/", ...(portal === control ? [] : ["/assets/doctor-none.js"])];
      const answers = await Promise.all(
        paths.map((path) => exchange({ url: `${portal}${path}`, headers: page }, signal)),
      );
      const missing = answers.flatMap(({ headers }, at) =>
        HEADERS.filter((name) => !headers.has(name)).map((name) => `${name} of ${paths[at]}`),
      );
      if (answers[0]?.status !== 200) return broken(`${answers[0]?.status} for the portal's first page`);
      return judged(
        missing.length === 0,
        missing.length === 0 ? "all of them" : `missing: ${missing.join("; ")}`,
      );
    },
  },
];
