import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { fittingPassword, hashPassword } from "./password.ts";

describe("a stored password", () => {
  it("refuses another password, and every form that is not ours", async () => {
    const phc = await hashPassword("correct horse", randomBytes);
    expect(await fittingPassword("correct horsf", [phc])).toBeUndefined();
    const others = ["", phc.replace("t=2", "t=1"), phc.slice(0, -1)];
    expect(await fittingPassword("correct horse", others)).toBeUndefined();
    expect(await fittingPassword("correct horse", [])).toBeUndefined();
  });

  it("is told by the right password, in PHC form with OWASP's parameters", async () => {
    const phc = await hashPassword("pässwörd", randomBytes);
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await fittingPassword("pässwörd", [phc])).toEqual({ phc });
  });

  it("is salted, unless it holds beside another one: then one hash is compared with both", async () => {
    const one = await hashPassword("same", randomBytes);
    const two = await hashPassword("same", randomBytes);
    expect(one).not.toBe(two);
    const next = await hashPassword("next", randomBytes, one);
    const saltOf = (phc: string) => phc.split("$")[4];
    expect(saltOf(next)).toBe(saltOf(one));
    expect(await fittingPassword("same", [next, one])).toEqual({ phc: one });
    expect(await fittingPassword("next", [next, one])).toEqual({ phc: next });
    expect(await fittingPassword("same", [next, two])).toEqual({ phc: two });
  });
});

const CONSUMER = "a3dX2dh2-1adb-40a5-c042-63b19dbx83hF4";
const kong = (password: string) =>
  `$kong-sha1$${CONSUMER}$${createHash("sha1")
    .update(password + CONSUMER)
    .digest("hex")}`;

/** Of crypt_blowfish's and of the Argon2 reference implementation's own tests. */
const FOREIGN: [form: string, password: string, stored: string][] = [
  ["Kong's", "the old password", kong("the old password")],
  ["bcrypt's", "U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
  ["bcrypt's, longer", "U*U*U", "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"],
  [
    "argon2id's",
    "password",
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
  ],
  [
    "argon2i's",
    "password",
    "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
  ],
];

describe("a password that another gateway has hashed", () => {
  it.each(FOREIGN)("is refused where it is another: %s", async (_, password, stored) => {
    expect(await fittingPassword(`${password}x`, [stored])).toBeUndefined();
    expect(await fittingPassword("", [stored])).toBeUndefined();
  });

  it.each(FOREIGN)(
    "is told by the right one, which comes with its form of ours: %s",
    async (_, password, stored) => {
      const found = await fittingPassword(password, [stored]);
      expect(found?.phc).toBe(stored);
      const rehashed = found?.rehashed ?? "";
      expect(await fittingPassword(password, [rehashed])).toEqual({ phc: rehashed });
    },
  );

  it("holds beside one of ours for a while, as after a rotation", async () => {
    const own = await hashPassword("the new password", randomBytes);
    const stored = kong("the old password");
    expect(await fittingPassword("the new password", [own, stored])).toEqual({ phc: own });
    expect(await fittingPassword("the old password", [own, stored])).toMatchObject({ phc: stored });
  });

  it("is not told by the hash itself", async () => {
    const stored = kong("the old password");
    for (const given of [stored, stored.split("$").at(-1) ?? ""])
      expect(await fittingPassword(given, [stored])).toBeUndefined();
  });
});
