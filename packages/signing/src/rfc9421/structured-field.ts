/*
 * The part of Structured Field Values (RFC 8941) that signatures use: dictionaries of items and inner lists, with
 * parameters. Decimals and duplicate keys are not supported.
 */

/** A bare item (RFC 8941, section 3.3), decimals left out. */
export type BareItem =
  | { readonly type: "string" | "token"; readonly value: string }
  | { readonly type: "integer"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  /** Canonical base64. */
  | { readonly type: "bytes"; readonly value: string };

/** Parameters of an item or a list, in their order (RFC 8941, section 3.1.2). */
export type Parameters = ReadonlyMap<string, BareItem>;

/** RFC 8941, section 3.3. */
export interface Item {
  readonly bare: BareItem;
  readonly parameters: Parameters;
}

/** RFC 8941, section 3.1.1. */
export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

/** RFC 8941, section 3.2. */
export type Dictionary = ReadonlyMap<string, Item | InnerList>;
