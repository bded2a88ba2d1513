import * as z from "#schema";
import { line, webAddress } from "../text.ts";

/** A channel of Slack or Teams, by its incoming webhook. The address is a key, so it is sealed, bound to the service's id. */
export const Chat = z.object({
  id: z.string(),
  name: z.optional(z.string()),
  /** Of the address; all of it that is shown. */
  host: z.string(),
  sealedUrl: z.string(),
});
export type Chat = z.infer<typeof Chat>;

export const MAX_CHATS = 10;

/** One with the name of a stored one keeps its address where none is given. */
export const ChatInput = z
  .array(
    z.strictObject({
      name: z.optional(line(60)),
      url: z.optional(webAddress("an https address without user, password and fragment")),
    }),
  )
  .check(
    z.maxLength(MAX_CHATS),
    z.refine((chats) => {
      const names = chats.flatMap(({ name }) => name ?? []);
      return new Set(names).size === names.length;
    }, "each name once"),
  );
export type ChatInput = z.infer<typeof ChatInput>;
