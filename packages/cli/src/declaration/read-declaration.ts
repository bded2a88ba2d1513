import { en } from "zod/locales";
import { Declaration } from "./declaration.ts";
import { type DeclaredFile, type Path, type Place, parseFile } from "./declared-file.ts";
import { refuseTwice } from "./each-once.ts";

/** What is wrong with a file. `path` leads to it from the file's root. */
export interface DeclarationFault extends Place {
  readonly path: Path;
  readonly detail: string;
}

/** The faults of a file, each with its place. No value of the file is in the message: it may be a secret. */
export class WrongDeclaration extends Error {
  readonly faults: readonly DeclarationFault[];

  constructor(name: string, faults: readonly DeclarationFault[]) {
    const told = faults
      .slice(0, MOST_TOLD)
      .map((fault) => `${name}:${fault.line}:${fault.column} ${saying(fault)}`);
    const more = faults.length > MOST_TOLD ? [`and ${faults.length - MOST_TOLD} more`] : [];
    super([...told, ...more].join("\n"));
    this.faults = faults;
  }
}

const MOST_TOLD = 20;
const saying = ({ path, detail }: DeclarationFault): string =>
  path.length === 0 ? detail : `${path.map(String).join(".")}: ${detail}`;

/** A declaration, and where each part of it is written. */
export interface ReadDeclaration {
  readonly declaration: Declaration;
  readonly placeOf: DeclaredFile["placeOf"];
}

/** `name` stands before each fault. @throws WrongDeclaration */
export const readDeclaration = (text: string, name: string): ReadDeclaration => {
  const file = parseFile(text);
  if (!("value" in file))
    throw new WrongDeclaration(name, [{ ...file.place, path: [], detail: file.detail }]);
  const { placeOf } = file;
  const at = (path: Path, detail: string): DeclarationFault => ({ ...placeOf(path), path, detail });
  const read = Declaration.safeParse(file.value ?? {}, { error: en().localeError });
  if (!read.success)
    throw new WrongDeclaration(
      name,
      read.error.issues.map((issue) =>
        at(
          issue.code === "unrecognized_keys" ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
          issue.message,
        ),
      ),
    );
  const twice = refuseTwice(read.data).map(({ path, detail }) => at(path, detail));
  if (twice.length > 0) throw new WrongDeclaration(name, twice);
  return { declaration: read.data, placeOf };
};
