import type { Unsubscriber } from "@latchkey/core/announcement/announcement-store";
import {
  type FoundSubscriber,
  readSubscriber,
  subscribeAgainByLink,
  type UnsubscribingReads,
  unsubscribeByLink,
} from "@latchkey/core/announcement/unsubscribe-by-link";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { guarded, type Handle, tokenOf } from "../page/link-handler.ts";
import { noticePage, UNKNOWN } from "../page/notice-page.tsx";
import { pageResult } from "../page/page-result.ts";
import { SUBSCRIBE_AGAIN_BODY, subscriberPage } from "./subscriber-page.tsx";

export interface AnnouncementsDependencies extends UnsubscribingReads {
  unsubscriber: Unsubscriber;
  now(): number;
  log: Log;
}

/**
 * The link of an announcement's mail. `POST` takes any body, and none: a mail program sends `List-Unsubscribe=One-Click` (RFC 8058),
 * perhaps from a page of its own. The page's button after that sends `subscribe=again`. The token is all the authority there is, and all that it can do.
 */
export const createAnnouncements = (
  dependencies: AnnouncementsDependencies,
): { show: Handle; answer: Handle } => {
  const { log, now } = dependencies;
  return {
    show: guarded(log, async (event) => pageOf(await readSubscriber(dependencies, tokenOf(event)))),
    answer: guarded(log, async (event) => {
      const token = tokenOf(event);
      if (asksForMore(event)) return pageOf(await subscribeAgainByLink(dependencies, token));
      return pageOf(await unsubscribeByLink({ ...dependencies, now: now() }, token));
    }),
  };
};

/** Only what this page's own button sends: whatever else is sent unsubscribes. */
const asksForMore = ({ body, isBase64Encoded }: APIGatewayProxyEvent): boolean =>
  (isBase64Encoded ? Buffer.from(body ?? "", "base64").toString("utf8") : body) === SUBSCRIBE_AGAIN_BODY;

const pageOf = (found: FoundSubscriber | undefined): APIGatewayProxyResult =>
  found ? pageResult(200, subscriberPage(found)) : pageResult(404, noticePage(UNKNOWN));
