import { secretOf, type TryCredential } from "./try-credential.ts";
import { basicHeader, signedHeaders } from "./try-signature.ts";

export interface Unproven {
  url: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/**
 * The request with what proves who calls.
 * @param getToken gets an access token, for a client alone
 * @throws where a part cannot be sent, a user name with a colon for example; and what `getToken` throws
 */
export const proven = async (
  request: Unproven,
  credential: TryCredential,
  now: Date,
  getToken: () => Promise<string>,
): Promise<Unproven> => {
  const name = credential.placeName.trim();
  const moved = credential.place === "usual" ? undefined : credential.place;
  if (credential.type === "aksk") {
    const { authorization, ...signed } = await signedHeaders(request, credential, now);
    // RFC 9421 has headers of its own in place of `Authorization`.
    const proof =
      authorization === undefined ? {} : { [moved === "header" ? name : "Authorization"]: authorization };
    return { ...request, headers: { ...request.headers, ...signed, ...proof } };
  }
  const bare = secretOf(credential);
  if (moved === "query") {
    const url = new URL(request.url);
    url.searchParams.set(name, bare);
    return { ...request, url: url.href };
  }
  const usual = credential.type === "api-key" ? "X-API-Key" : "Authorization";
  const value = {
    "api-key": async () => bare,
    basic: () => basicHeader(credential.username, bare),
    jwt: async () => `Bearer ${bare}`,
    oauth2: async () => `Bearer ${await getToken()}`,
  }[credential.type];
  return { ...request, headers: { ...request.headers, [moved === "header" ? name : usual]: await value() } };
};
