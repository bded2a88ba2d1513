import { describe, expect, it } from "vitest";
import { chooseLogin, type Login } from "./known-logins.ts";

const login = (username: string): Login => ({
  type: "basic",
  login: { username, password: "a password" },
  positions: [{ where: "header", name: "authorization" }],
});
const [ana, bob, nobody, stranger] = ["ana", "bob", "nobody", "stranger"].map(login) as [
  Login,
  Login,
  Login,
  Login,
];
const USERS = new Set([ana, bob]);

describe("of the logins of a request one password at most is hashed", () => {
  it.each<[what: string, logins: Login[], isBesideAnother: boolean, hashed: string[], refused: string[]]>([
    ["none where there is none", [], false, [], []],
    ["a known user's", [ana], false, ["ana"], []],
    ["an unknown one's, so that the time tells nothing", [nobody], false, ["nobody"], []],
    ["one of two unknown ones'", [nobody, stranger], false, ["nobody"], ["unknown-credential"]],
    ["the known one's of two", [nobody, ana], false, ["ana"], ["unknown-credential"]],
    [
      "the first of two known ones', and the other refuses",
      [ana, bob],
      false,
      ["ana"],
      ["malformed-credential"],
    ],
    ["a known user's beside another credential", [ana], true, ["ana"], []],
    ["no unknown one's beside another credential", [nobody], true, [], ["unknown-credential"]],
    [
      "no unknown ones' beside another credential",
      [nobody, stranger],
      true,
      [],
      ["unknown-credential", "unknown-credential"],
    ],
    ["the known one's beside another credential", [stranger, bob], true, ["bob"], ["unknown-credential"]],
  ])("%s", (_, logins, isBesideAnother, hashed, refused) => {
    const chosen = chooseLogin(logins, USERS, isBesideAnother);
    expect(chosen.proved.map((each) => each.login.username)).toEqual(hashed);
    expect(chosen.refused.map(([, proof]) => "reason" in proof && proof.reason)).toEqual(refused);
  });
});
