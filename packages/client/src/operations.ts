import type { FetchResponse, MaybeOptionalInit } from "openapi-fetch";
import type { components, paths } from "./schema.gen.ts";

/** The resources and inputs of the management API by the names of its OpenAPI document. */
export type Schemas = components["schemas"];

export type Method = "get" | "put" | "post" | "delete" | "patch";

/** The paths of the document that have this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths & string]: paths[P] extends { [K in M]: object } ? P : never;
}[keyof paths & string];

/** Whether the types of the API are not generated yet: every path is taken then, and every body. */
type IsUngenerated = 0 extends 1 & paths ? true : false;

type InitOf<Path extends keyof paths, M extends Method> = IsUngenerated extends true
  ? object | undefined
  : MaybeOptionalInit<paths[Path], M>;

/** Parameters and body: an argument that may be left out where nothing in it is needed. */
type Given<Init> = undefined extends Init ? [init?: Init] : [init: Init];

/** An answer without a body is undefined. */
type OrNothing<Body> = [Body] extends [never] ? undefined : Body;

type AnswerOf<Operation> = IsUngenerated extends true
  ? Operation
  : Operation extends Record<string | number, unknown>
    ? OrNothing<NonNullable<FetchResponse<Operation, object, "application/json">["data"]>>
    : unknown;

/** Calls one operation. Answers its body. @throws Problem, NoAnswer */
export type Call<M extends Method> = <Path extends PathOf<M>>(
  path: Path,
  ...init: Given<InitOf<Path, M>>
) => Promise<AnswerOf<paths[Path][M]>>;

type ItemOf<Page> = IsUngenerated extends true
  ? Page
  : Page extends { items: readonly (infer Item)[] }
    ? Item
    : unknown;

/** The items of a list, page by page as they are asked for. @throws Problem, NoAnswer */
export type Each = <Path extends PathOf<"get">>(
  path: Path,
  ...init: Given<InitOf<Path, "get">>
) => AsyncGenerator<ItemOf<AnswerOf<paths[Path]["get"]>>, void, undefined>;
