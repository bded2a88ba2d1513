import type { Terminal } from "../command-line/terminal.ts";

/**
 * One JSON document, whose secrets are printed as they come: a program that is killed has printed those that it made.
 */
export const jsonResult = ({ print }: Terminal) => {
  let items = 0;
  const begin = (): void => {
    if (items === 0) print('{"secrets": [');
  };
  return {
    item: (issued: object): void => {
      begin();
      print(`${items === 0 ? "" : ","}${JSON.stringify(issued)}`);
      items += 1;
    },
    end: (result: object): void => {
      if (items === 0) print('{"secrets": [');
      print(`], ${JSON.stringify(result).slice(1)}`);
    },
  };
};
