import * as z from "zod/mini";
import { listIn, switchIn, textIn, type Variable } from "./settings-environment.ts";
import { email, origin, text } from "./settings-patterns.ts";

const issuer = z.string().check(
  z.refine((address) => {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url?.protocol === "https:" && !url.search && !url.hash && !url.username;
  }, "an https address, as the issuer's tokens name it"),
);

/** Who people are, and who of them may do everything. */
export const peopleFields = {
  /** People who may do everything, by the address that the issuer has verified. */
  admins: z.array(email),
  /** Where people sign in (OpenID Connect), and what Latchkey is called there. Without: a user pool of Cognito is made. */
  issuer: z.optional(issuer),
  clientId: z.optional(text),
  /** What the command line is called at an issuer of one's own: a public client, sent back to a loopback address. */
  cliClientId: z.optional(text),
  /** Origins beside the issuer's own that the portal has to reach to sign in, such as that of its token endpoint. */
  issuerOrigins: z.array(origin),
  /** Of the user pool: whether anybody may make an account. Else only who may by IAM adds people. */
  selfSignUp: z.boolean(),
  /** Of the user pool: whether a code of an authenticator is asked of everybody, or of those who have set one up. */
  mfa: z.enum(["optional", "required"]),
};
type People = z.infer<z.ZodMiniObject<typeof peopleFields>>;

export const PEOPLE_DEFAULTS = {
  admins: [],
  issuerOrigins: [],
  selfSignUp: false,
  mfa: "optional",
} satisfies People;

export const peopleVariables = {
  admins: listIn("LATCHKEY_ADMINS"),
  issuer: textIn("LATCHKEY_OIDC_ISSUER"),
  clientId: textIn("LATCHKEY_OIDC_CLIENT_ID"),
  cliClientId: textIn("LATCHKEY_OIDC_CLI_CLIENT_ID"),
  issuerOrigins: listIn("LATCHKEY_OIDC_ORIGINS"),
  selfSignUp: switchIn("LATCHKEY_SELF_SIGN_UP"),
  mfa: textIn("LATCHKEY_MFA"),
} satisfies Record<keyof typeof peopleFields, Variable>;

export const peopleContradictions = (settings: People): string[] => [
  ...((settings.issuer === undefined) === (settings.clientId === undefined)
    ? []
    : ["issuer and clientId go together: give both or neither."]),
  ...(settings.issuer === undefined || (!settings.selfSignUp && settings.mfa === "optional")
    ? []
    : ["selfSignUp and mfa are of the user pool, and with an issuer there is none: set them there."]),
  ...(settings.issuer !== undefined || settings.cliClientId === undefined
    ? []
    : ["cliClientId is an issuer's: give it too."]),
  ...(settings.issuer !== undefined || settings.issuerOrigins.length === 0
    ? []
    : ["issuerOrigins are an issuer's: give it too."]),
];
