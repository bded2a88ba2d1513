import type { Table } from "../dynamo/table.ts";

export class PowerCut extends Error {}

const WRITES = new Set(["putItem", "updateItem", "transactWriteItems", "send"]);

/**
 * A table at whose write of this number, counted from 0, the process ends: before the write is sent, or before its answer is heard.
 * Nothing works afterwards. What is sent as a command is a write here: reads are methods.
 */
export const cutTable = (table: Table, write: number, when: "before" | "after") => {
  let writes = 0;
  let isCut = false;
  const cut = () => {
    isCut = true;
    throw new PowerCut();
  };
  const call = async (name: string, input: unknown): Promise<unknown> => {
    if (isCut) return cut();
    const isWrite = WRITES.has(name);
    const isLast = isWrite && writes === write;
    if (isWrite) writes += 1;
    if (isLast && when === "before") return cut();
    const answer: unknown = await Reflect.apply(Reflect.get(table.client, name), table.client, [input]);
    if (isLast) return cut();
    return answer;
  };
  const client = new Proxy(table.client, {
    get: (target, name) => {
      const its: unknown = Reflect.get(target, name);
      return typeof its === "function" ? (input: unknown) => call(String(name), input) : its;
    },
  });
  return { table: { ...table, client }, isCut: () => isCut };
};
