import { createHash, randomBytes } from "node:crypto";
import type { Check } from "../check/check.ts";
import { admittedAs, echoOf } from "../check/echo.ts";
import { broken } from "../check/finding.ts";
import { refusedAs } from "../check/refusal.ts";

const MEBIBYTE = 1024 * 1024;
/** What the gateway takes. */
const MAX_BODY_BYTES = 4 * MEBIBYTE;
/** As base64 in an event above what Lambda takes: API Gateway answers by itself. */
const BEYOND_LAMBDA = 5 * MEBIBYTE;
const page = "docs/http.md#methods-and-messages";

/** Of ASCII, so that every upstream can tell it in JSON. */
const bodyOf = (bytes: number): string =>
  randomBytes(Math.ceil(bytes / 2))
    .toString("hex")
    .slice(0, bytes);
const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");
const text = { "Content-Type": "text/plain" };

export const BODY_CHECKS: readonly Check[] = [
  {
    id: "body-large",
    claim: "a body of 4 MiB is forwarded byte for byte",
    expected: "200 from the upstream, with the body",
    remedy: "send large bodies to a storage of your own; the gateway's log names what cut it",
    page,
    run: async ({ call, caller }) => {
      const body = bodyOf(MAX_BODY_BYTES);
      const answer = await call({ method: "POST", headers: { "X-API-Key": caller.key, ...text }, body });
      const finding = admittedAs(answer, caller);
      const arrived = echoOf(answer)?.body ?? "";
      return finding.outcome === "held" && digestOf(arrived) !== digestOf(body)
        ? broken(`200 with ${arrived.length} bytes that are not those of the body`)
        : finding;
    },
  },
  {
    id: "body-over-limit",
    claim: "a body of more than 4 MiB is refused",
    expected: "413 payload-too-large",
    remedy: "the gateway's log says what answered",
    page,
    run: async ({ call, caller }) => {
      const body = bodyOf(MAX_BODY_BYTES + 1);
      const answer = await call({ method: "POST", headers: { "X-API-Key": caller.key, ...text }, body });
      return refusedAs(answer, 413, "payload-too-large");
    },
  },
  {
    id: "body-over-lambda",
    claim: "a body that no function can take is refused by API Gateway with a problem document",
    expected: "413 payload-too-large",
    remedy:
      "the gateway response REQUEST_TOO_LARGE of the API `Gateway`; no setting of ours changes what AWS answers",
    page: "docs/http.md#what-api-gateway-answers-itself",
    run: async ({ call, caller }) => {
      const body = bodyOf(BEYOND_LAMBDA);
      const answer = await call({ method: "POST", headers: { "X-API-Key": caller.key, ...text }, body });
      return refusedAs(answer, 413, "payload-too-large");
    },
  },
];
