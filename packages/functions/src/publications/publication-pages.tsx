import type { FoundPublication } from "@latchkey/core/publication/read-publication";
import { Quote } from "../decisions/application-facts.tsx";
import { DecisionFields, Fault } from "../decisions/decision-fields.tsx";
import { humanTime } from "../mail/human-time.ts";
import type { Notice } from "../page/notice-page.tsx";
import { renderPage } from "../page/page-layout.tsx";
import { settledHeading, TooLate } from "../page/settled-heading.tsx";

export type OpenPublication = Extract<FoundPublication, { state: "open" }>;
export type DecidedPublication = Extract<FoundPublication, { state: "decided" }>;

/** What other teams would come to see, all of it as text. */
const PublicationFacts = ({ service }: Pick<OpenPublication, "service">) => {
  const facts = [
    ["Service", `${service.name} (${service.slug})`],
    ["Team", service.team],
    ["Calls go to", service.upstream.url],
    ["Asked on", humanTime(service.publication.askedAt)],
  ] as const;
  return (
    <>
      <dl>
        {facts.map(([label, value]) => [
          <dt key={label}>{label}</dt>,
          <dd key={`${label}-value`}>{value}</dd>,
        ])}
      </dl>
      <Quote label="Summary" text={service.summary} />
      <Quote label="Description" text={service.description} />
    </>
  );
};

/** The form. `fault` says what was wrong with the form that was sent; nothing of it is shown again. */
export const openPublicationPage = ({ service, link }: OpenPublication, fault?: string): string =>
  renderPage(
    "A service waits to be shown to other teams",
    <>
      <Fault>{fault}</Fault>
      <PublicationFacts service={service} />
      <DecisionFields fault={fault} hint="The owners of the service's team read it in a mail." />
      <p className="quiet">
        {`You decide as ${link.admin}, until ${humanTime(link.expires * 1000)}. Opening this page has decided nothing.`}
      </p>
    </>,
  );

/** What was decided, by whom. `refused` is a decision that came too late. */
export const decidedPublicationPage = (
  { service, link, decision }: DecidedPublication,
  refused?: "approve" | "reject",
): string => {
  const { by = "", decidedAt = service.publication.askedAt, reason } = service.publication;
  const done = DONE[decision];
  return renderPage(
    settledHeading(DONE, decision, refused),
    <>
      <TooLate what="it" participle={done.participle} refused={refused} />
      <p role="status">
        {`${by === link.admin ? `You (${by})` : by} ${done.participle} it on ${humanTime(decidedAt)}.`}
      </p>
      <Quote label="Reason given with the decision" text={reason} />
      <PublicationFacts service={service} />
      <p className="quiet">{`You can close this page. ${done.next}`}</p>
    </>,
  );
};

const DONE = {
  approve: {
    heading: "Other teams see the service",
    participle: "approved",
    next: "An admin who is signed in can still take it out of their catalogue.",
  },
  reject: {
    heading: "Other teams do not see the service",
    participle: "rejected",
    next: "Its own team goes on using it, and may ask again once it has changed it.",
  },
} as const;

export const GONE: Record<Extract<FoundPublication, { state: "gone" }>["why"], Notice> = {
  over: {
    heading: "This link is past its end",
    sentence: "The time to decide by it is over. The service's team can ask again.",
  },
  "not-named": {
    heading: "This link decides nothing any more",
    sentence: "Its admin is no longer one. Those who are have links of their own.",
  },
  superseded: {
    heading: "This link has been superseded",
    sentence: "The service has changed since the mail was sent. There is a later mail, or will be one.",
  },
};
