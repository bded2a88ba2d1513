import { type Patch, patched } from "../resource.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import type { AkskFields } from "./aksk/aksk-credential.ts";
import { AkskChange } from "./aksk/aksk-input.ts";
import { mintAksk } from "./aksk/mint-aksk.ts";
import { rotateAksk } from "./aksk/rotate-aksk.ts";
import { showAksk } from "./aksk/show-aksk.ts";
import type { ApiKeyFields } from "./api-key/api-key-credential.ts";
import { mintApiKeyCredential } from "./api-key/mint-api-key.ts";
import { rotateApiKey } from "./api-key/rotate-api-key.ts";
import { showApiKey } from "./api-key/show-api-key.ts";
import type { BasicFields } from "./basic/basic-credential.ts";
import { mintBasic } from "./basic/mint-basic.ts";
import { rotateBasic } from "./basic/rotate-basic.ts";
import { showBasic } from "./basic/show-basic.ts";
import type { Credential, CredentialOf, CredentialType } from "./credential.ts";
import type { CredentialPatch, NewCredentialOf } from "./credential-input.ts";
import type { CredentialView, CredentialViewOf } from "./credential-view.ts";
import { changeJwt } from "./jwt/change-jwt.ts";
import type { JwtFields } from "./jwt/jwt-credential.ts";
import { JwtChange } from "./jwt/jwt-input.ts";
import { mintJwt } from "./jwt/mint-jwt.ts";
import { rotateJwt } from "./jwt/rotate-jwt.ts";
import { showJwt } from "./jwt/show-jwt.ts";
import { changeOauth2 } from "./oauth2/change-oauth2.ts";
import { mintOauth2 } from "./oauth2/mint-oauth2.ts";
import type { Oauth2Fields } from "./oauth2/oauth2-credential.ts";
import { Oauth2Change } from "./oauth2/oauth2-input.ts";
import { rotateOauth2 } from "./oauth2/rotate-oauth2.ts";
import { showOauth2 } from "./oauth2/show-oauth2.ts";
import { refuseOutsideOfHeaders } from "./part/credential-input-fields.ts";
import type { CredentialIds, Minted, MintWork, Rotated } from "./part/minted.ts";
import type { Overlap } from "./part/secret.ts";

/** The part of a record that its type makes. */
interface MintedFields {
  "api-key": ApiKeyFields;
  basic: BasicFields;
  jwt: JwtFields;
  aksk: AkskFields;
  oauth2: Oauth2Fields;
}

/** What a type of credential is to those who manage credentials. */
interface ManagedType<T extends CredentialType> {
  /** Makes the secret part of a credential, or takes over an imported one. */
  mint(
    work: MintWork & { stage: StageSettings },
    place: CredentialIds,
    input: NewCredentialOf<T>,
  ): Promise<Minted<MintedFields[T]>>;
  /** Makes a new secret, and gives the current one an end. */
  rotate(work: MintWork, credential: CredentialOf<T>, overlap: Overlap): Promise<Rotated<CredentialOf<T>>>;
  /** The fields that can be changed beside those of every type. */
  changeable: readonly string[];
  /** @throws Refusal for settings that do not fit the type */
  change(
    stage: StageSettings,
    credential: CredentialOf<T>,
    patch: CredentialPatch,
    now: number,
  ): CredentialOf<T>;
  show(credential: CredentialOf<T>): CredentialViewOf<T>;
}

/**
 * Every type of credential, as it is managed. A new one is its folder and its entry here. What verifies it is listed in
 * `verdict/verifiers.ts`, how a request presents it in `presented/presented.ts`, and what it stores in `credential.ts`:
 * the authorizer holds those, and nothing that makes a secret.
 */
const CREDENTIAL_TYPES: { readonly [T in CredentialType]: ManagedType<T> } = {
  "api-key": {
    mint: mintApiKeyCredential,
    rotate: rotateApiKey,
    changeable: [],
    change: (_stage, credential, patch) => changed(credential, patch),
    show: showApiKey,
  },
  basic: {
    mint: mintBasic,
    rotate: rotateBasic,
    changeable: [],
    change: (_stage, credential, patch) => changedInHeaders(credential, patch),
    show: showBasic,
  },
  jwt: {
    mint: mintJwt,
    rotate: rotateJwt,
    changeable: Object.keys(JwtChange.shape),
    change: changeJwt,
    show: showJwt,
  },
  aksk: {
    mint: mintAksk,
    rotate: rotateAksk,
    changeable: Object.keys(AkskChange.shape),
    change: (_stage, credential, patch) => changedInHeaders(credential, patch),
    show: showAksk,
  },
  oauth2: {
    mint: mintOauth2,
    rotate: rotateOauth2,
    changeable: Object.keys(Oauth2Change.shape),
    change: changeOauth2,
    show: showOauth2,
  },
};

export const credentialType = <T extends CredentialType>(type: T): ManagedType<T> => CREDENTIAL_TYPES[type];

const changed = <C extends Credential>(credential: C, patch: CredentialPatch): C =>
  patched(credential, patch as Patch<C>);

const changedInHeaders = <C extends Credential>(credential: C, patch: CredentialPatch): C => {
  refuseOutsideOfHeaders(patch);
  return changed(credential, patch);
};

/** What an answer shows of a credential. */
export const credentialView = (credential: Credential): CredentialView =>
  credentialType(credential.type).show(credential);
