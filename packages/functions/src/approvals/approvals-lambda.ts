import { unsubscriberIn } from "@latchkey/aws/stores/announcement-table";
import { once } from "@latchkey/core/once";
import { isPublicationToken } from "@latchkey/core/publication/read-publication";
import { createAnnouncements } from "../announcements/create-announcements.ts";
import { controlPlane, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { settings } from "../composition/settings.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import { guarded, tokenOf } from "../page/link-handler.ts";
import { createPublications } from "../publications/create-publications.ts";
import { createApprovals } from "./create-approvals.ts";

const pages = once(() => {
  const { LATCHKEY_CONTROL_URL: controlUrl, LATCHKEY_ADMINS: admins } = settings();
  const dependencies = { ...controlPlane(), controlUrl, admins, log: createLog("approvals") };
  return {
    keys: dependencies.keys,
    application: createApprovals(dependencies),
    publication: createPublications(dependencies),
    announcement: createAnnouncements({ ...dependencies, unsubscriber: unsubscriberIn(table()) }),
    log: dependencies.log,
  };
});

/** The pages behind the links in mails about applications, in those to admins about services, and in announcements. */
export const handler = routedLambda("approvals", (route) => (event) => {
  const { keys, application, publication, announcement, log } = pages();
  if (route.operation === "showAnnouncement") return announcement.show(event);
  if (route.operation === "unsubscribe") return announcement.answer(event);
  return guarded(log, async () => {
    const page = (await isPublicationToken(keys, tokenOf(event))) ? publication : application;
    return route.operation === "decideApproval" ? page.answer(event) : page.show(event);
  })(event);
});
