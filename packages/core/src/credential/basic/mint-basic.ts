import { base62FromRandom, randomBytesFor } from "@latchkey/signing/base62";
import type { WorkContext } from "../../store/work.ts";
import type { NewBasic } from "../credential-input.ts";
import type { Minted } from "../part/minted.ts";
import { usernamePointer } from "../pointer.ts";
import { hashPassword } from "./password.ts";

const USERNAME_LENGTH = 16;
const PASSWORD_LENGTH = 30;
const HINT = 4;

export const mintBasic = async (work: Pick<WorkContext, "random">, input: NewBasic): Promise<Minted> => {
  const username = input.username ?? randomText(work, USERNAME_LENGTH);
  const password = input.password ?? newPassword(work);
  return {
    fields: {
      type: "basic",
      username,
      secrets: [{ phc: await hashPassword(password, work.random) }],
      hint: username.slice(0, HINT),
    },
    secret: { username, password },
    pointers: [usernamePointer(username)],
  };
};

/** 178 bits. */
export const newPassword = (work: Pick<WorkContext, "random">): string => randomText(work, PASSWORD_LENGTH);

export const randomText = (work: Pick<WorkContext, "random">, length: number): string =>
  base62FromRandom(work.random(randomBytesFor(length)), length);
