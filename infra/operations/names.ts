import { CfnParameter, type Stack } from "aws-cdk-lib";
import { parameterOf, WATCHED, WATCHED_FUNCTIONS, type Watched, type WatchedFunction } from "./watched.ts";

/** The names of what is watched, known when the stack is deployed. */
export interface Names {
  of(what: Watched): string;
  ofFunction(name: WatchedFunction): string;
  /** Where a function writes. */
  ofLog(name: WatchedFunction): string;
}

export const namesIn = (stack: Stack): Names => {
  const parameters = new Map(
    [...WATCHED, ...WATCHED_FUNCTIONS.map(parameterOf)].map((name) => [
      name,
      new CfnParameter(stack, name, { type: "String" }).valueAsString,
    ]),
  );
  const named = (name: string): string => {
    const value = parameters.get(name);
    if (value === undefined) throw new Error(`The stack is not told ${name}.`);
    return value;
  };
  const ofFunction = (name: WatchedFunction) => named(parameterOf(name));
  return { of: named, ofFunction, ofLog: (name) => `/aws/lambda/${ofFunction(name)}` };
};
