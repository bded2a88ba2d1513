import { invalidInput } from "../../refusal.ts";
import { type CredentialIds, type Minted, type MintWork, randomText } from "../part/minted.ts";
import { lastFourOf } from "../part/secret.ts";
import type { BasicFields } from "./basic-credential.ts";
import type { NewBasic } from "./basic-input.ts";
import { hashPassword } from "./password.ts";
import { usernamePointer } from "./username-pointer.ts";

const USERNAME_LENGTH = 16;
const PASSWORD_LENGTH = 30;
const HINT = 4;

export const mintBasic = async (
  work: Pick<MintWork, "random">,
  _place: CredentialIds,
  input: NewBasic,
): Promise<Minted<BasicFields>> => {
  if (input.passwordHash !== undefined) return importedBasic(input, input.passwordHash);
  const username = input.username ?? randomText(work, USERNAME_LENGTH);
  const password = input.password ?? newPassword(work);
  return {
    fields: {
      type: "basic",
      username,
      secrets: [
        {
          phc: await hashPassword(password, work.random),
          ...(input.password === undefined ? { lastFour: lastFourOf(password) } : {}),
        },
      ],
      hint: username.slice(0, HINT),
    },
    secret: { username, password },
    pointers: [usernamePointer(username)],
  };
};

const importedBasic = ({ username, password }: NewBasic, phc: string): Minted<BasicFields> => {
  if (password !== undefined) throw invalidInput("/passwordHash", "the password or its hash, not both");
  if (username === undefined) throw invalidInput("/username", "the user name that the hash belongs to");
  return {
    fields: { type: "basic", username, secrets: [{ phc }], hint: username.slice(0, HINT) },
    secret: { username },
    pointers: [usernamePointer(username)],
  };
};

/** 178 bits. */
export const newPassword = (work: Pick<MintWork, "random">): string => randomText(work, PASSWORD_LENGTH);
