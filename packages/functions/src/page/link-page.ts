import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { isForeign } from "./foreign-request.ts";
import type { FormRefused } from "./form-fields.ts";
import { guarded, type Handle } from "./link-handler.ts";
import { type Notice, noticePage, REFUSED, UNKNOWN } from "./notice-page.tsx";
import { pageResult } from "./page-result.ts";

/** What a link from a mail leads to. */
export type Found = { state: "unknown" | "gone" | "open" | "answered" | "decided" };
export type In<F extends Found, S extends Found["state"]> = Extract<F, { state: S }>;

/** The pages of one kind of link, by what it leads to. */
export interface LinkPages<F extends Found> {
  gone(found: In<F, "gone">): Notice;
  /** The form; `fault` says what was wrong with the one that was sent. */
  open(found: In<F, "open">, fault?: string): string;
  settled(found: In<F, "answered" | "decided">): string;
}

/** Whether it is in one of these states. */
export const isIn = <F extends Found, S extends Found["state"]>(
  found: F,
  ...states: readonly S[]
): found is In<F, S> => states.some((state) => state === found.state);

export const linkPage = <F extends Found>(pages: LinkPages<F>, found: F): APIGatewayProxyResult => {
  if (isIn(found, "gone")) return pageResult(410, noticePage(pages.gone(found)));
  if (isIn(found, "open")) return pageResult(200, pages.open(found));
  if (isIn(found, "answered", "decided")) return pageResult(200, pages.settled(found));
  return pageResult(404, noticePage(UNKNOWN));
};

/** The link's own state comes first: only where there is something to answer is the form's fault worth telling. */
const faultPage = <F extends Found>(pages: LinkPages<F>, found: F, fault: string): APIGatewayProxyResult => {
  if (isIn(found, "open")) return pageResult(400, pages.open(found, fault));
  const shown = linkPage(pages, found);
  return isIn(found, "answered", "decided") ? { ...shown, statusCode: 400 } : shown;
};

interface LinkHandling<F extends Found, Form extends object, Fault extends string>
  extends Omit<LinkForm<Form, Fault>, "read" | "refuse"> {
  pages: LinkPages<F>;
  /** What is told of a form that can be corrected on the page. */
  faults: Readonly<Record<Fault, string>>;
  readForm: LinkForm<Form, Fault>["read"];
  /** What the link leads to now. */
  find(event: APIGatewayProxyEvent): Promise<F>;
}

/** The two sides of a link: `show` (`GET` and `HEAD`) tells what it leads to and changes nothing, `answer` (`POST`) takes the form. */
export const linkHandlers = <F extends Found, Form extends object, Fault extends string>({
  pages,
  faults,
  readForm,
  find,
  ...form
}: LinkHandling<F, Form, Fault>): { show: Handle; answer: Handle } => ({
  show: guarded(form.log, async (event) => linkPage(pages, await find(event))),
  answer: takesForm<Form, Fault>({
    ...form,
    read: readForm,
    refuse: async (event, fault) => faultPage(pages, await find(event), faults[fault]),
  }),
});

interface LinkForm<Form extends object, Fault extends string> {
  log: Log;
  /** The origin that our own pages have. */
  controlUrl: string;
  read(event: APIGatewayProxyEvent): Form | Fault | FormRefused;
  answer(event: APIGatewayProxyEvent, form: Form): Promise<APIGatewayProxyResult>;
  /** Answers a form that can be corrected on the page. */
  refuse(event: APIGatewayProxyEvent, fault: Fault): Promise<APIGatewayProxyResult>;
}

/** `POST`: takes the form that our own page sends. */
const takesForm = <Form extends object, Fault extends string>({
  log,
  controlUrl,
  read,
  answer,
  refuse,
}: LinkForm<Form, Fault>): Handle =>
  guarded(log, async (event) => {
    if (isForeign(event, controlUrl)) return pageResult(403, noticePage(REFUSED.foreign));
    const form = read(event);
    if (form === "media-type") return pageResult(415, noticePage(REFUSED["media-type"]));
    if (form === "too-large") return pageResult(413, noticePage(REFUSED["too-large"]));
    return typeof form === "string" ? refuse(event, form) : answer(event, form);
  });
