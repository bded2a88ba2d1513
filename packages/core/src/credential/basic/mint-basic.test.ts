import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../testing/outcome.ts";
import { CONSUMER, MINT_WORK } from "../mint-work.fixture.ts";
import { NewBasic } from "./basic-input.ts";
import { mintBasic, newPassword } from "./mint-basic.ts";
import { fittingPassword } from "./password.ts";
import { usernamePointer } from "./username-pointer.ts";

const PHC = "$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";
const mint = (input: object) =>
  mintBasic(
    MINT_WORK,
    { consumerId: CONSUMER, id: "crd_1" },
    NewBasic.parse({ type: "basic", name: "login", ...input }),
  );

describe("a login", () => {
  it("has a user name and a password of chance, where none are given", async () => {
    const { fields, secret, pointers } = await mint({});
    const { username = "", password = "" } = secret;
    expect([username.length, password.length]).toEqual([16, 30]);
    expect(pointers).toEqual([usernamePointer(username)]);
    expect(fields).toMatchObject({ type: "basic", username, hint: username.slice(0, 4) });
    expect(fields.secrets[0]?.lastFour).toBe(password.slice(-4));
    const { phc = "" } = fields.secrets[0] ?? {};
    expect(await fittingPassword(password, [phc])).toMatchObject({ phc });
    expect(JSON.stringify(fields)).not.toContain(password);
  });

  it("has those that are given, and no last characters of a password that a person has chosen", async () => {
    const { fields, secret } = await mint({ username: "ana", password: "the password of Ana" });
    expect(secret).toEqual({ username: "ana", password: "the password of Ana" });
    expect(fields.secrets[0]).not.toHaveProperty("lastFour");
  });

  it("that is imported has the hash as it is, and shows no password", async () => {
    const { fields, secret, pointers } = await mint({ username: "ana", passwordHash: PHC });
    expect([fields.secrets, secret, pointers]).toEqual([
      [{ phc: PHC }],
      { username: "ana" },
      [usernamePointer("ana")],
    ]);
  });

  it.each([
    [
      "a password and its hash",
      { username: "ana", password: "the password of Ana", passwordHash: PHC },
      "/passwordHash",
    ],
    ["a hash without its user name", { passwordHash: PHC }, "/username"],
  ])("is refused: %s", async (_what, input, pointer) => {
    expect(await outcomeOf(() => mint(input))).toBe(`invalid-input ${pointer}`);
  });

  it("has a new password of thirty characters of chance", () => {
    expect(newPassword({ random: (length) => new Uint8Array(length) })).toHaveLength(30);
    expect(newPassword({ random: (length) => new Uint8Array(length) })).not.toBe(newPassword(MINT_WORK));
  });
});
