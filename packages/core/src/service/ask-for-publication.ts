import { DAY_SECONDS, endOf, windowAt } from "../allowance/allowance-store.ts";
import { isoTime } from "../clock.ts";
import { DAY } from "../due/timing.ts";
import type { NewEvent } from "../event/event.ts";
import { payForMails } from "../mail/mail-budget.ts";
import { Refusal } from "../refusal.ts";
import type { OtherWrite } from "../store/change.ts";
import type { WorkContext } from "../store/work.ts";
import { isAgreed, type Publication, type Reviewed, subjectOf } from "./publication.ts";

const ASKED_FOR_EACH = 4;

type Asking = Pick<WorkContext, "caller" | "actor" | "now" | "limits" | "stage">;

export interface PlannedPublication {
  publication?: Publication;
  writes: OtherWrite[];
  events: NewEvent[];
}

/**
 * What a change of a service means for its publication. Admins are asked when it comes to be published and public, and
 * again when its name, texts or upstream become others; an admin who publishes it has agreed.
 *
 * @param again whether the caller has said once more that it is to be published.
 */
export const planPublication = (
  work: Asking,
  before: Reviewed | undefined,
  after: Reviewed & { team: string; slug: string },
  again = false,
): PlannedPublication => {
  const known = before?.publication;
  const keep = { ...(known ? { publication: known } : {}), writes: [], events: [] };
  if (!isReviewed(work, after)) return keep;
  const subject = subjectOf(after);
  const wasShown = before !== undefined && isReviewed(work, before);
  const isSame = before !== undefined && subjectOf(before) === subject;
  if (work.caller.admin && (!wasShown || isAgreed(before, "reviewed")))
    return { ...keep, publication: agreedBy(work, known, subject) };
  if (wasShown && isSame && !(again && isOver(work, known))) return keep;
  if (known?.state === "approved" && known.subject === subject) return keep;
  return ask(work, known, subject, after);
};

/** Whether admins have a say in it: other teams see what is published and public, and nothing else. */
const isReviewed = ({ stage }: Pick<WorkContext, "stage">, { status, visibility }: Reviewed): boolean =>
  stage.publication === "reviewed" && status === "published" && visibility === "public";

/** The answer was no, or the links that ask for one have lapsed. */
const isOver = ({ now, limits }: Asking, publication: Publication | undefined): boolean =>
  publication?.state === "rejected" ||
  (publication?.state === "waiting" && Date.parse(publication.askedAt) + limits.lapseDays * DAY <= now);

const agreedBy = ({ actor, now }: Asking, known: Publication | undefined, subject: string): Publication => ({
  state: "approved",
  asked: known?.asked ?? 0,
  askedAt: known?.askedAt ?? isoTime(now),
  subject,
  decidedAt: isoTime(now),
  by: actor,
});

const ask = (
  work: Asking,
  known: Publication | undefined,
  subject: string,
  { team, slug }: { team: string; slug: string },
): PlannedPublication => {
  const { actor, now, limits, stage } = work;
  // Each is a mail to every admin: enough to publish all services that a team may have, and to change them, on one day.
  const most = ASKED_FOR_EACH * limits.servicesPerTeam;
  const window = windowAt(now, DAY_SECONDS);
  const otherwise = new Refusal(
    "rate-limited",
    `Admins are asked about a team's services at most ${most} times a day.`,
    { retryAfterSeconds: Math.ceil((endOf(window) - now) / 1000) },
  );
  return {
    publication: { state: "waiting", asked: (known?.asked ?? 0) + 1, askedAt: isoTime(now), subject },
    writes: [
      {
        write: "spend",
        spend: { of: `publications-asked/${team}`, window, amount: 1, most },
        otherwise,
      },
      ...payForMails(work, team, Math.max(1, stage.admins?.length ?? 1)),
    ],
    events: [{ type: "service.publication-requested", actor, team, service: slug }],
  };
};
