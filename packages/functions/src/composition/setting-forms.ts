import * as z from "#schema";

/* Forms that several settings have: one schema for all of them. */

export const text = z.string().check(z.minLength(1));
export const word = z._default(z.string(), "");
export const flag = z._default(z.enum(["true", "false"]), "false");
/** Words in lower case, with commas between them. */
export const list = z.pipe(
  word,
  z.transform((value: string) =>
    value
      .split(",")
      .map((item) => item.trim().toLowerCase())
      .filter((item) => item !== ""),
  ),
);

/** @throws Error that names what is missing or wrong */
export const readEnvironment = <S extends z.ZodMiniType>(schema: S): z.output<S> => {
  const parsed = z.safeParse(schema, process.env);
  if (!parsed.success) throw new Error(`The environment is incomplete: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
