import { once } from "@latchkey/core/once";
import type { Brand } from "@latchkey/core/stage/brand";
import * as z from "zod/mini";
import { Settings } from "./settings.ts";

const Environment = z.pick(Settings, { LATCHKEY_BRAND_NAME: true, LATCHKEY_BRAND_COLOR: true });

/** How the stage shows itself to people. @throws Error where the environment says what is no name or colour. */
export const stageBrand = once((): Brand => {
  const { LATCHKEY_BRAND_NAME: name, LATCHKEY_BRAND_COLOR: color } = z.parse(Environment, process.env);
  return { name, ...(color === undefined ? {} : { color }) };
});
