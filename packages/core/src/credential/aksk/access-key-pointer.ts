import { nameDigest } from "../part/name-digest.ts";

export const ACCESS_KEY_POINTER = "access-key";

export const accessKeyPointer = (accessKey: string): string =>
  `${ACCESS_KEY_POINTER}#${nameDigest(accessKey)}`;
