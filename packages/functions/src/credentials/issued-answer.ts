import { CredentialView } from "@latchkey/core/credential/credential-view";
import * as z from "zod/mini";

/** `secret` is null when the request was repeated: it is kept nowhere. */
export const IssuedAnswer = z.object({
  credential: CredentialView,
  secret: z.nullable(z.record(z.string(), z.string())),
});
