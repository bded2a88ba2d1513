import { describe, expect, it } from "vitest";
import { gatheredReads } from "./gathered-reads.ts";

const TableName = "latchkey";
const keyOf = (pk: string) => ({ pk: { S: pk }, sk: { S: "META" } });
const asking = (pk: string) => ({ TableName, Key: keyOf(pk), ConsistentRead: true });

/** A table with `a` to `e`; a batch leaves out the keys that are named, and `down` answers nothing. */
const tableWith = ({ left = [] as string[], down = false }) => {
  const requests: string[] = [];
  const itemOf = (pk: string) => ({ ...keyOf(pk), text: { S: `of ${pk}` } });
  const isThere = (pk: string) => "abcde".includes(pk);
  const call = async (operation: string, input: unknown) => {
    const { Key, RequestItems } = Object(input);
    const asked: string[] = (RequestItems?.[TableName].Keys ?? [Key]).map(
      (key: ReturnType<typeof keyOf>) => key.pk.S,
    );
    requests.push(`${operation} ${asked.join("")}`);
    if (down) throw new Error("down");
    if (operation === "GetItem") return asked.every(isThere) ? { Item: itemOf(asked.join("")) } : {};
    const answered = asked.filter((pk) => isThere(pk) && !left.includes(pk));
    return {
      Responses: { [TableName]: answered.map(itemOf) },
      UnprocessedKeys: left.length > 0 ? { [TableName]: { Keys: left.map(keyOf) } } : {},
    };
  };
  const read = gatheredReads(async (operation, input) => Object(await call(operation, input)));
  return { requests, read: async (pk: string) => (await read(asking(pk)))?.Item?.["text"]?.S };
};

describe("reads that are gathered", () => {
  it.each<[string, string[], string[], (string | undefined)[]]>([
    ["one alone", ["a"], ["GetItem a"], ["of a"]],
    ["several in one turn", ["a", "b", "x"], ["BatchGetItem abx"], ["of a", "of b", undefined]],
    ["one item twice", ["a", "a"], ["GetItem a"], ["of a", "of a"]],
    ["one item twice beside others", ["a", "b", "a"], ["BatchGetItem ab"], ["of a", "of b", "of a"]],
  ])("are one request: %s", async (_name, asked, requests, answers) => {
    const table = tableWith({});
    expect(await Promise.all(asked.map(table.read))).toEqual(answers);
    expect(table.requests).toEqual(requests);
  });

  it("ask again for what was left out, one by one", async () => {
    const { read, requests } = tableWith({ left: ["b", "c"] });
    expect(await Promise.all(["a", "b", "c"].map(read))).toEqual(["of a", "of b", "of c"]);
    expect(requests).toEqual(["BatchGetItem abc", "GetItem b", "GetItem c"]);
  });

  it("are no more than a request may ask for", async () => {
    const { read, requests } = tableWith({});
    await Promise.all(Array.from({ length: 150 }, (_, at) => read(`key-${at}`)));
    expect(requests).toHaveLength(2);
  });

  it("fail together, and the next ones do not", async () => {
    const { read } = tableWith({ down: true });
    const outcomes = await Promise.allSettled(["a", "b"].map(read));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(read("c")).rejects.toThrow("down");
  });

  it.each([
    [{ TableName, Key: keyOf("a") }],
    [{ ...asking("a"), ProjectionExpression: "pk" }],
    [{ ...asking("a"), ConsistentRead: false }],
  ])("are none where more is said than which item: %j", (input) => {
    expect(gatheredReads(() => Promise.reject(new Error("asked")))(input)).toBeUndefined();
  });

  it("give each an answer of its own", async () => {
    const read = gatheredReads(async () => Object({ Item: { pk: { S: "a" } } }));
    const [one, other] = await Promise.all([read(asking("a")), read(asking("a"))]);
    expect(one).toEqual(other);
    expect(one?.Item).not.toBe(other?.Item);
  });
});
