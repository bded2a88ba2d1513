import { randomBytes } from "node:crypto";
import type { RandomBytes } from "@latchkey/core/id";

export const random: RandomBytes = (length) => randomBytes(length);
