/**
 * What the package that is installed exports, a file for each verb. Everything else in `src` is for Latchkey alone and may
 * change in any release.
 */
export const PUBLIC_EXPORTS = [
  "access-key/access-key-format",
  "api-key/api-key-format",
  "apisix-signature/parse-apisix-signature",
  "apisix-signature/sign-apisix-signature",
  "apisix-signature/verify-apisix-signature",
  "aws4/aws4-signing-keys",
  "aws4/parse-aws4",
  "aws4/presign-aws4",
  "aws4/sign-aws4",
  "aws4/verify-aws4",
  "basic/encode-basic",
  "basic/parse-basic",
  "gateway-hmac/parse-gateway-hmac",
  "gateway-hmac/sign-gateway-hmac",
  "gateway-hmac/verify-gateway-hmac",
  "jwt/jwt-key-set",
  "jwt/jwt-signing-key",
  "jwt/sign-jwt",
  "jwt/verify-jwt",
  "middleware/admitted-calls",
  "outgoing-request",
  "rfc9421/parse-rfc9421",
  "rfc9421/sign-rfc9421",
  "rfc9421/verify-rfc9421",
  "signature/completion",
  "signature/signature-verdict",
  "signed-request",
] as const;
