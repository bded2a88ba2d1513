import { carried } from "./carried.ts";
import type { Hash, Program, Template } from "./program.ts";
import type { SampleCall } from "./sample-call.ts";

const HASHES = { HS256: "sha256", HS384: "sha384", HS512: "sha512" } as const satisfies Record<string, Hash>;
type Hs = keyof typeof HASHES;

const LIFETIME_SECONDS = 300;

const isHs = (algorithm: string | undefined): algorithm is Hs =>
  algorithm !== undefined && Object.hasOwn(HASHES, algorithm);

const algorithmOf = ({ credential }: SampleCall): Hs | undefined => {
  const first = credential.type === "jwt" ? credential.algorithms[0] : undefined;
  return isHs(first) ? first : undefined;
};

/** The claims that the credential asks for; `exp` is added when the token is made. */
const claimsOf = ({ credential }: SampleCall): Record<string, string> => {
  if (credential.type !== "jwt") return {};
  const { issuer, audience, subject, subjectClaim, consumerId } = credential;
  return {
    ...(issuer === undefined ? {} : { iss: issuer }),
    ...(audience === undefined ? {} : { aud: audience }),
    [subjectClaim]: subject ?? consumerId,
  };
};

/** A token can be made in the command only with a shared secret; otherwise it comes from the identity provider. */
export const jwtProgram = (call: SampleCall): Program => {
  const algorithm = algorithmOf(call);
  const { secret } = call.secret;
  if (algorithm === undefined || secret === undefined)
    return {
      note: "TOKEN, a variable of the environment: a token of the issuer that the credential names.",
      assignments: [{ variable: "token", environment: "TOKEN" }],
      ...carried(call, [{ variable: "token" }], "Authorization", "Bearer "),
    };
  const head = JSON.stringify({ alg: algorithm, typ: "JWT" });
  const claims = [JSON.stringify(claimsOf(call)).slice(0, -1), ',"exp":', { variable: "exp" }, "}"].flat();
  const signed: Template = [{ variable: "head" }, ".", { variable: "claims" }];
  return {
    note: "The token is valid for five minutes.",
    assignments: [
      { variable: "exp", now: "epoch", plusSeconds: LIFETIME_SECONDS },
      { variable: "head", base64url: [head] },
      { variable: "claims", base64url: claims },
      { variable: "signature", hmac: signed, hash: HASHES[algorithm], key: secret, as: "base64url" },
    ],
    ...carried(call, [...signed, ".", { variable: "signature" }], "Authorization", "Bearer "),
  };
};
