import type { BareItem, InnerList, Item, Parameters } from "./structured-field.ts";

/** An inner list with its parameters as RFC 8941, section 4.1, writes it. */
export const writeInnerList = (list: InnerList): string =>
  `(${list.items.map(writeItem).join(" ")})${writeParameters(list.parameters)}`;

/** An item with its parameters (RFC 8941, section 4.1.3). */
export const writeItem = (item: Item): string => writeBare(item.bare) + writeParameters(item.parameters);

const writeParameters = (parameters: Parameters): string => {
  let text = "";
  for (const [key, bare] of parameters) {
    text += bare.type === "boolean" && bare.value ? `;${key}` : `;${key}=${writeBare(bare)}`;
  }
  return text;
};

const writeBare = (bare: BareItem): string => {
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
};
