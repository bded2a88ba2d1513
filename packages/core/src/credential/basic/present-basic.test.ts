import { expect, it } from "vitest";
import { basicPresenting, readBasic } from "./present-basic.ts";

const encoded = (text: string) => Buffer.from(text).toString("base64");

it.each([
  ["user:pass", { username: "user", password: "pass" }],
  ["user:a:b", { username: "user", password: "a:b" }],
  ["user:", { username: "user", password: "" }],
  ["ä:€", { username: "ä", password: "€" }],
])("%s is a user name and a password (RFC 7617)", (text, login) => {
  expect(readBasic(encoded(text))).toEqual({ type: "basic", login });
});

it.each([
  ["no colon", encoded("user")],
  ["no base64", "!"],
  ["nothing", ""],
])("%s is unreadable", (_, value) => {
  expect(readBasic(value)).toBe("unreadable");
});

it("two are the same where name and password are", () => {
  const login = (username: string, password: string) => ({
    type: "basic" as const,
    login: { username, password },
  });
  expect(basicPresenting.isSame(login("a", "b:c"), login("a", "b:c"))).toBe(true);
  expect(basicPresenting.isSame(login("a", "b:c"), login("a:b", "c"))).toBe(false);
});
