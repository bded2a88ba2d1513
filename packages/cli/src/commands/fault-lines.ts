import { NoAnswer, type Problem } from "@latchkey/client/problem";
import type { Fault, Step } from "../apply/step.ts";
import { toldStep } from "../apply/told-plan.ts";
import type { NamedDeclaration } from "./declared-input.ts";

/** `file:line:column path: what is wrong`. */
export const faultLine = ({ at, detail }: Fault, input: NamedDeclaration): string =>
  `${placed(input, at)} ${at.map(String).join(".")}: ${detail}`;

/** A step that the stage refused: a line for each field that it names, at that field's place in the file. */
export const problemLine = (step: Step, error: Problem | NoAnswer, input: NamedDeclaration): string => {
  const { at } = step;
  if (error instanceof NoAnswer || at === undefined) return `${toldStep(step)}: ${error.message}`;
  if (error.errors.length === 0)
    return `${placed(input, at)} ${toldStep(step)}: ${error.code}: ${error.detail ?? error.status}`;
  return error.errors
    .map(
      ({ pointer, detail }) =>
        `${placed(input, [...at, ...pathOf(pointer)])} ${toldStep(step)}: ${pointer} ${detail}`,
    )
    .join("\n");
};

const placed = ({ file, placeOf }: NamedDeclaration, at: readonly PropertyKey[]): string => {
  const { line, column } = placeOf(at);
  return `${file}:${line}:${column}`;
};

/** RFC 6901. */
const pathOf = (pointer: string): PropertyKey[] =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
