import type { SignatureRefusal, SignatureVerdict } from "./signature-verdict.ts";

/** How far the signing time may lie from now where no option says otherwise: five minutes, as AWS has it. */
export const DEFAULT_CLOCK_SKEW_SECONDS = 300;

/** The verdict on a signature that does not hold. */
export const refused = (reason: SignatureRefusal): SignatureVerdict => ({ outcome: "refused", reason });

/** What a parser answers where a scheme is named and cannot be read. */
export const MALFORMED = { outcome: "malformed" } as const;
