import { describe, expect, it } from "vitest";
import { readForeignHash } from "./foreign-hash.ts";

const TAG = "CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
const argon2 = (parameters: string, salt = "c29tZXNhbHQ", tag = TAG) =>
  `$argon2id$v=19$${parameters}$${salt}$${tag}`;
const bcrypt = (cost: string, rest = "C".repeat(53)) => `$2b$${cost}$${rest}`;
const sha1 = "0".repeat(40);

describe("a hash of another gateway is not read", () => {
  it.each([
    ["that is empty", ""],
    ["that is a password", "correct horse"],
    ["of MD5", "$1$abcdefgh$0123456789abcdefghijkl"],
    ["of SHA-1 without what it is salted with", sha1],
    ["of Kong without an id", `$kong-sha1$$${sha1}`],
    ["of Kong with an id that is none", `$kong-sha1$a b$${sha1}`],
    ["of Kong in capitals", `$kong-sha1$id$${"A".repeat(40)}`],
    ["of Kong with a digit less", `$kong-sha1$id$${sha1.slice(1)}`],
    ["of Kong with an endless id", `$kong-sha1$${"a".repeat(65)}$${sha1}`],
    ["of bcrypt that costs nothing", bcrypt("03")],
    ["of bcrypt that costs a second", bcrypt("13")],
    ["of bcrypt that costs an hour", bcrypt("31")],
    ["of bcrypt's broken variant", bcrypt("10").replace("2b", "2x")],
    ["of bcrypt that is cut", bcrypt("10", "C".repeat(52))],
    ["of bcrypt that goes on", `${bcrypt("10")}C`],
    ["of argon2 before version 1.3", argon2("m=4096,t=3,p=1").replace("v=19", "v=16")],
    ["of argon2 without a version", argon2("m=4096,t=3,p=1").replace("v=19$", "")],
    ["of argon2 with 64 MiB and one", argon2("m=65537,t=1,p=1")],
    ["of argon2 with a gigabyte", argon2("m=1048576,t=1,p=1")],
    ["of argon2 with too many passes", argon2("m=8,t=17,p=1")],
    ["of argon2 with too much work", argon2("m=65536,t=5,p=1")],
    ["of argon2 with no pass", argon2("m=4096,t=0,p=1")],
    ["of argon2 with no lane", argon2("m=4096,t=3,p=0")],
    ["of argon2 with many lanes", argon2("m=65536,t=3,p=9")],
    ["of argon2 with less memory than its lanes need", argon2("m=8,t=3,p=2")],
    ["of argon2 with negative passes", argon2("m=4096,t=-1,p=1")],
    ["of argon2 with its parameters in another order", argon2("t=3,m=4096,p=1")],
    ["of argon2 with a short salt", argon2("m=4096,t=3,p=1", "c29tZQ")],
    ["of argon2 with an endless salt", argon2("m=4096,t=3,p=1", "A".repeat(87))],
    ["of argon2 with a short tag", argon2("m=4096,t=3,p=1", undefined, "AAAA")],
    ["of argon2 with an endless tag", argon2("m=4096,t=3,p=1", undefined, "A".repeat(87))],
    ["that is a megabyte", bcrypt("10").padEnd(1 << 20, "C")],
    ["with a line feed", `${bcrypt("10")}\n`],
  ])("%s", (_, text) => {
    expect(readForeignHash(text)).toBeUndefined();
  });
});

it.each([
  ["Kong's", `$kong-sha1$a3f0-1$${sha1}`, { of: "kong-sha1", salt: "a3f0-1" }],
  ["bcrypt's", bcrypt("12"), { of: "bcrypt" }],
  ["PHP's", bcrypt("10").replace("2b", "2y"), { of: "bcrypt" }],
  ["argon2id's", argon2("m=65536,t=4,p=1"), { of: "argon2id", memory: 65_536, passes: 4, lanes: 1 }],
  ["argon2-cffi's", argon2("m=65536,t=3,p=4"), { of: "argon2id", lanes: 4 }],
])("%s is read", (_, text, expected) => {
  expect(readForeignHash(text)).toMatchObject(expected);
});
