import * as z from "zod/mini";
import { SecretView } from "./secret.ts";

/** What is shown of a credential, with what is public of each of its secrets that still work. */
export const withSecretsView = <Shape extends z.core.$ZodShape>(view: z.ZodMiniObject<Shape>) =>
  z.extend(view, { secrets: z.array(SecretView) });
