import { exchange } from "../../http/exchange.ts";
import { toldAnswer } from "../../http/problem.ts";
import type { Check } from "../check/check.ts";
import { admittedAs } from "../check/echo.ts";
import { broken, held, judged, look } from "../check/finding.ts";
import { poll } from "../check/poll.ts";
import { refusedAs } from "../check/refusal.ts";
import type { Scene } from "../check/scene.ts";
import { apply, issue, makeConsumer } from "../stage/caller.ts";
import { mailsTo } from "../stage/inbox.ts";

const MAIL =
  "`sender`; the state of SES (docs/mail.md), the queue of mails and its dead letters; on one machine SMTP_URL";

interface Applicant {
  readonly id: string;
  readonly subscription: string;
  readonly headers: Record<string, string>;
}

const applicant = async (scene: Scene, purpose: string): Promise<Applicant> => {
  const id = await makeConsumer(scene, scene.names.team, scene.names.consumer(purpose));
  const key = (await issue(scene, id, { type: "api-key" })).secret("apiKey");
  const subscription = await apply(scene, scene.names.service, id);
  return { id, subscription, headers: { "X-API-Key": key } };
};

/** The link in the mail about the application of that consumer. */
const linkFor = (scene: Scene, inbox: string, purpose: string): Promise<string | undefined> =>
  poll(
    async () => {
      const name = scene.names.consumer(purpose);
      const mails = await mailsTo(inbox, scene.approver, scene.signal);
      const text = mails.find((mail) => mail.subject.includes(name) && /\/approvals\//.test(mail.text))?.text;
      const [link] = text?.match(/https?:\/\/\S+\/approvals\/[A-Za-z0-9._~-]+/) ?? [];
      return link === undefined ? undefined : scene.secrets.keep(link);
    },
    scene.patienceSeconds * 1000,
    scene.signal,
  );

const unreadable = ({ approver }: Scene, what: string) =>
  look(`this inbox cannot be read here: look ${what} at ${approver}`);

export const APPROVAL_CHECKS: readonly Check[] = [
  {
    id: "mail-arrives",
    isLong: true,
    claim: "the provider is mailed about an application, with a link to decide",
    expected: "a mail to the approver, with a link to the control plane",
    remedy: MAIL,
    page: "docs/mail.md",
    run: async (scene) => {
      const { inbox, control } = scene.addresses;
      await applicant(scene, "mailed");
      if (inbox === undefined || scene.asksForMail)
        return unreadable(scene, "for the mail about doctor-mailed");
      const link = await linkFor(scene, inbox, "mailed");
      if (link === undefined) return broken(`no mail within ${scene.patienceSeconds} s`);
      return judged(
        link.startsWith(`${control}/approvals/`),
        `a mail with a link to ${new URL(link).origin}`,
      );
    },
  },
  {
    id: "approval-by-link",
    isLong: true,
    claim: "the link's page changes nothing, its button approves, and the next call is forwarded",
    expected: "403 subscription-pending, 200 twice, then 200 from the upstream",
    remedy: MAIL,
    page: "docs/approvals.md",
    run: async (scene) => {
      const { id, headers } = await applicant(scene, "linked");
      const { inbox } = scene.addresses;
      const pending = refusedAs(await scene.call({ headers }), 403, "subscription-pending");
      if (pending.outcome !== "held") return pending;
      if (inbox === undefined || scene.asksForMail)
        return unreadable(scene, "for a mail, whose link is not followed");
      const url = await linkFor(scene, inbox, "linked");
      if (url === undefined) return broken(`no mail within ${scene.patienceSeconds} s`);
      const page = await exchange({ url }, scene.signal);
      if (page.status !== 200) return broken(`${toldAnswer(page)} for the page`);
      const still = refusedAs(await scene.call({ headers }), 403, "subscription-pending");
      if (still.outcome !== "held") return broken(`${still.actual} after the page was only opened`);
      const form = { "Content-Type": "application/x-www-form-urlencoded" };
      const body = "decision=approve&reason=latchkey+doctor";
      const decided = await exchange({ method: "POST", url, headers: form, body }, scene.signal);
      if (decided.status !== 200) return broken(`${toldAnswer(decided)} for the decision`);
      return admittedAs(await scene.call({ headers }), { id });
    },
  },
  {
    id: "approval-by-api",
    claim: "an application waits until it is approved through the management API, and then works at once",
    expected: "403 subscription-pending, then 200 from the upstream",
    remedy: "the authorizer's log: it has to read again before it refuses for a state",
    page: "docs/approvals.md",
    run: async (scene) => {
      const { id, subscription, headers } = await applicant(scene, "asked");
      const pending = refusedAs(await scene.call({ headers }), 403, "subscription-pending");
      if (pending.outcome !== "held") return pending;
      await scene.admin.do("POST", `/v1/subscriptions/${subscription}/approve`, {
        reason: "latchkey doctor",
      });
      const admitted = admittedAs(await scene.call({ headers }), { id });
      return admitted.outcome === "held" ? held("403 subscription-pending, 200") : admitted;
    },
  },
];
