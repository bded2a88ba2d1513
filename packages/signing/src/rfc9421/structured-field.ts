/*
 * The part of Structured Field Values (RFC 8941) that signatures use: dictionaries of items and inner lists, with
 * parameters. Decimals are not read, nor is a key that comes twice.
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

/** An inner list with its parameters as RFC 8941, section 4.1, writes it. */
export function writeInnerList(list: InnerList): string {
  return `(${list.items.map(writeItem).join(" ")})${writeParameters(list.parameters)}`;
}

/** An item with its parameters (RFC 8941, section 4.1.3). */
export function writeItem(item: Item): string {
  return writeBare(item.bare) + writeParameters(item.parameters);
}

function writeParameters(parameters: Parameters): string {
  let text = "";
  for (const [key, bare] of parameters) {
    text += bare.type === "boolean" && bare.value ? `;${key}` : `;${key}=${writeBare(bare)}`;
  }
  return text;
}

function writeBare(bare: BareItem): string {
  switch (bare.type) {
    case "string":
      return `"${bare.value.replace(/[\\"]/g, "\\$&")}"`;
    case "bytes":
      return `:${bare.value}:`;
    case "boolean":
      return bare.value ? "?1" : "?0";
    default:
      return String(bare.value);
  }
}
