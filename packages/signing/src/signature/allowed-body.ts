/** What body a verified signature lets through. The caller compares the bytes. */
export type AllowedBody = "none" | "any" | { readonly sha256: string };

/** A last line that the canonical request may have had, and the body it lets through. */
export interface BodyLine {
  readonly line: string;
  readonly allows: AllowedBody;
}
