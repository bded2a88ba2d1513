import * as z from "zod/mini";
import { exchange } from "../../http/exchange.ts";
import { jsonBody } from "../../http/json-body.ts";

const Mails = z.array(
  z.object({ to: z.union([z.string(), z.array(z.string())]), subject: z.string(), text: z.string() }),
);
export type Mail = z.infer<typeof Mails>[number];

/** The mails to one address, newest first. */
export const mailsTo = async (inbox: string, address: string, signal: AbortSignal): Promise<Mail[]> => {
  const answer = await exchange({ url: inbox }, signal);
  const mails = Mails.safeParse(jsonBody(answer.body));
  return mails.success
    ? mails.data.filter(({ to }) => [to].flat().some((each) => each.includes(address)))
    : [];
};
