import type { Check } from "../check/check.ts";
import { admittedAs, echoOf } from "../check/echo.ts";
import { broken, type Finding } from "../check/finding.ts";
import { refusedAs } from "../check/refusal.ts";
import type { Scene } from "../check/scene.ts";
import { SIGNERS, type Sign } from "../check/signer.ts";

const page = "docs/credentials.md#aksk";
const HEADER =
  "`signatureEdge: true` of the stage, where AWS drops an Authorization with a Signature V4; until then sign with gateway-hmac";
const LOG = "the authorizer's log says why it refused: docs/operations.md";
const BODY = JSON.stringify({ ordered: "by the doctor", ünits: 3 });

interface Scheme {
  readonly id: string;
  readonly name: string;
  readonly sign: Sign;
  readonly remedy: string;
}

const SCHEMES: readonly Scheme[] = [
  { id: "aws4", name: "AWS Signature V4", sign: SIGNERS.aws4, remedy: HEADER },
  { id: "aws4-presigned", name: "a presigned address", sign: SIGNERS.aws4Presigned, remedy: LOG },
  { id: "gateway-hmac", name: "APIPark's HMAC-SHA256", sign: SIGNERS.gatewayHmac, remedy: LOG },
  { id: "sdk-hmac", name: "Huawei's SDK-HMAC-SHA256", sign: SIGNERS.sdkHmac, remedy: LOG },
  { id: "rfc9421", name: "HTTP Message Signatures", sign: SIGNERS.rfc9421, remedy: LOG },
  { id: "apisix", name: "APISIX's Signature", sign: SIGNERS.apisix, remedy: LOG },
];

/** The digest of the body is signed, and only the gateway has the body: the verdict waits for it. */
const PENDING: readonly Scheme[] = [
  { id: "aws4", name: "AWS Signature V4", sign: SIGNERS.aws4Untold, remedy: HEADER },
  { id: "gateway-hmac", name: "APIPark's HMAC-SHA256", sign: SIGNERS.gatewayHmacUntold, remedy: LOG },
];

/** Sends a signed call; `sent` may be another body than the one that was signed. */
const callSigned = async (scene: Scene, sign: Sign, signed?: string, sent = signed) => {
  const pair = await scene.keyPair();
  const method = signed === undefined ? "GET" : "POST";
  const service = `${scene.addresses.gateway}/${scene.names.service}`;
  const request = {
    method,
    url: `${service}/orders?b=2&a=1%2F2`,
    ...(signed === undefined ? {} : { body: signed }),
  };
  const { url, headers } = await sign(request, pair, new Date(scene.now()));
  scene.secrets.keep(new URL(url).search);
  return scene.call({
    method,
    path: url.slice(service.length),
    headers,
    ...(sent === undefined ? {} : { body: sent }),
  });
};

const withBody = async (scene: Scene, sign: Sign): Promise<Finding> => {
  const answer = await callSigned(scene, sign, BODY);
  const finding = admittedAs(answer, scene.caller);
  return finding.outcome === "held" && echoOf(answer)?.body !== BODY
    ? broken("200 with another body")
    : finding;
};

const ACCEPTED = "200 from the upstream, in the consumer's name";

const plain = ({ id, name, sign, remedy }: Scheme): Check => ({
  id,
  claim: `${name} is accepted`,
  expected: ACCEPTED,
  remedy,
  page,
  run: async (scene) => admittedAs(await callSigned(scene, sign), scene.caller),
});

const signedBody = ({ id, name, sign, remedy }: Scheme): Check => ({
  id: `${id}-body`,
  claim: `${name} is accepted with a body`,
  expected: `${ACCEPTED}, with the body`,
  remedy,
  page,
  run: (scene) => withBody(scene, sign),
});

const changedBody = ({ id, name, sign, remedy }: Scheme): Check => ({
  id: `${id}-changed-body`,
  claim: `${name} is refused with another body than the signed one`,
  expected: "401 invalid-credential",
  remedy: remedy === HEADER ? HEADER : "take AK/SK credentials out of use: bodies are not compared",
  page,
  run: async (scene) => refusedAs(await callSigned(scene, sign, BODY, `${BODY} `), 401, "invalid-credential"),
});

const pending = ({ id, name, sign, remedy }: Scheme): readonly Check[] => [
  {
    id: `${id}-pending`,
    claim: `${name} is accepted with a body whose digest no header tells`,
    expected: `${ACCEPTED}, with the body`,
    remedy,
    page: "docs/decisions/0012-what-waits-for-the-body.md",
    run: (scene) => withBody(scene, sign),
  },
  changedBody({ id: `${id}-pending`, name: `${name} without a told digest`, sign, remedy }),
];

export const SIGNATURE_CHECKS: readonly Check[] = [
  ...SCHEMES.flatMap((scheme) => [plain(scheme), signedBody(scheme), changedBody(scheme)]),
  ...PENDING.flatMap(pending),
];
