import type { TokenStage } from "../access-token/access-token.ts";
import { CLIENT_ALGORITHMS } from "../credential/oauth2/client-keys.ts";

type Issuer = Pick<TokenStage, "issuer">;

export const tokenEndpoint = ({ issuer }: Issuer): string => `${issuer}/oauth2/token`;

const METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"] as const;

/**
 * What the authorization server says of itself (RFC 8414, section 2). It has no page where people authorize, and names one
 * all the same: clients in use refuse metadata without it.
 */
export const serverMetadata = (stage: Issuer) => ({
  issuer: stage.issuer,
  authorization_endpoint: `${stage.issuer}/oauth2/authorize`,
  token_endpoint: tokenEndpoint(stage),
  jwks_uri: `${stage.issuer}/oauth2/jwks`,
  revocation_endpoint: `${stage.issuer}/oauth2/revoke`,
  response_types_supported: [],
  grant_types_supported: ["client_credentials"],
  token_endpoint_auth_methods_supported: METHODS,
  token_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS,
  revocation_endpoint_auth_methods_supported: METHODS,
  revocation_endpoint_auth_signing_alg_values_supported: CLIENT_ALGORITHMS,
  service_documentation: `${stage.issuer}/docs`,
});
