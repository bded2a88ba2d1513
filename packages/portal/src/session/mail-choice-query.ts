import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { MailChoice } from "../api/resources.ts";

/** How the person is mailed what it is asked to decide. */
export const mailChoiceQuery = queryOptions({
  queryKey: ["mail-choice"],
  queryFn: ({ signal }) => answerOf(api().GET("/v1/me/mail", { signal })),
});

export const chooseMail = (applications: MailChoice["applications"]): Promise<MailChoice> =>
  answerOf(api().PUT("/v1/me/mail", { body: { applications } }));
