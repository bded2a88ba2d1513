import { createHash } from "node:crypto";
import { Refusal } from "@latchkey/core/refusal";

/**
 * Compares the bytes with what the verdict allows: a signature covers the body, but the authorizer never saw it.
 * @throws Refusal `invalid-credential` when they differ.
 */
export const checkBodyRule = (rule: string, body: Buffer): void => {
  if (rule === "any") return;
  const fits =
    rule === "none"
      ? body.length === 0
      : rule === `sha256=${createHash("sha256").update(body).digest("hex")}`;
  if (!fits) throw new Refusal("invalid-credential", "The credential is missing or not valid.");
};
