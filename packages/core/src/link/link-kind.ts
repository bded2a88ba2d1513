import type * as z from "zod/mini";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { type LinkPurpose, openLink, signLink } from "./signed-link.ts";

/**
 * How links of one kind are signed and opened. What is signed are the values of the schema's fields in the schema's order, without
 * their names: another order of the fields ends every link that is on its way.
 */
export const linkKind = <Shape extends z.core.$ZodLooseShape>(
  purpose: LinkPurpose,
  schema: z.ZodMiniObject<Shape>,
) => {
  const names = Object.keys(schema.shape);
  type Link = z.infer<z.ZodMiniObject<Shape>>;
  return {
    /** Safe in a URL. */
    sign: (ring: KeyRing, link: Link): string => {
      const values = new Map(Object.entries(link));
      return signLink(
        ring,
        purpose,
        names.map((name) => values.get(name)),
      );
    },
    /** Nothing when it was tampered with, is of another kind, or was made with a key that is no longer in the ring. Says nothing of its end. */
    open: (ring: KeyRing, token: string): Link | undefined => {
      const values = openLink(ring, purpose, token) ?? [];
      return schema.safeParse(Object.fromEntries(names.map((name, index) => [name, values[index]]))).data;
    },
  };
};
