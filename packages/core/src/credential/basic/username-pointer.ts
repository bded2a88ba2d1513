import { nameDigest } from "../part/name-digest.ts";

export const USERNAME_POINTER = "username";

export const usernamePointer = (username: string): string => `${USERNAME_POINTER}#${nameDigest(username)}`;
