import { describe, expect, it } from "vitest";
import { requestOf } from "../../../presented/call-request.fixture.ts";
import { guessApiKeys } from "./guess-api-keys.ts";

const foreign = "an-imported-key-of-old";
const request = (parts: Partial<ReturnType<typeof requestOf>>) => ({
  ...requestOf("unused", "weather"),
  headers: {},
  ...parts,
});

describe("an imported key", () => {
  it("may be guessed in the query and in unusual headers, but in none that every request has", () => {
    const guesses = guessApiKeys(
      request({
        query: [["key", foreign]],
        headers: {
          "x-old-key": [`Bearer ${foreign}`],
          "user-agent": [foreign],
          accept: [foreign],
          cookie: [],
        },
      }),
    );
    expect(guesses.map(({ value, positions: [at] }) => [value, at.name])).toEqual([
      [foreign, "key"],
      [foreign, "x-old-key"],
    ]);
  });

  it("in a header is guessed behind however long a query and however many cookies", () => {
    const many = Array.from(
      { length: 20 },
      (_, index) => [`k${index}`, `a-value-of-the-query-${index}`] as const,
    );
    const cookie = many.map(([name, value]) => `${name}=${value}`).join("; ");
    const guesses = guessApiKeys(
      request({ query: many, headers: { "x-old-key": [foreign], cookie: [cookie] } }),
    );
    expect(guesses).toHaveLength(8);
    expect(guesses.map(({ value }) => value)).toContain(foreign);
  });

  it("is looked for in a few values alone", () => {
    const query = Array.from({ length: 1000 }, (_, index) => [`k${index}`, `${foreign}${index}`] as const);
    expect(guessApiKeys(request({ query }))).toHaveLength(8);
  });

  it("is not guessed where the client names another type", () => {
    const named = (type: string) =>
      guessApiKeys(request({ query: [["key", foreign]], headers: { "authorization-type": [type] } })).length;
    expect([named("jwt"), named("apikey"), named("unknown")]).toEqual([0, 1, 1]);
  });
});
