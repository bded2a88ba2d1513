import * as z from "#schema";
import { fitsModel } from "../metering/price.ts";
import { gatewayPlugin } from "./plugin.ts";

/** A model's name, or a beginning with `*` at its end. */
export const ModelMatch = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(256),
    z.regex(/^[\x21-\x7e]*$/, "visible ASCII characters"),
    z.regex(/^[^*]*\*?$/, "`*` only at the end"),
  );

export const Models = z.strictObject({
  allow: z.array(ModelMatch).check(
    z.minLength(1, "at least one model"),
    z.maxLength(100, "at most 100 models"),
    z.refine((all) => new Set(all).size === all.length, "each model once"),
  ),
});
export type Models = z.infer<typeof Models>;

/** A call of a model, as far as models are allowed or not. */
export interface ModelUse {
  /** Absent where the call names none. */
  model?: string;
}

/** Whether one of the patterns allows the call's model. `*` alone allows a call that names none. */
export const allowsModel = (allow: readonly string[], { model }: ModelUse): boolean =>
  allow.some((match) => fitsModel(match, model));

export const models = gatewayPlugin({
  name: "models",
  summary: "Only these models of AI services.",
  order: 25,
  schema: Models,
  check: ({ allow }, { asksModel }) =>
    asksModel === undefined || allowsModel(allow, asksModel) ? undefined : "model-not-allowed",
});
