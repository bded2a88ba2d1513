import { isPerson } from "@latchkey/core/access/actor";
import type { TransferNotice } from "@latchkey/core/notification/transfer-notice";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, type Subject, subject, teamIn } from "./subject.ts";

/** A consumer is offered to another team, stays, or belongs to it: to owners of the two teams, and of the services that it uses. */
export const transferMail = (notice: TransferNotice, addresses: Addresses): MailContent => {
  const { at, consumer, from, to, actor, expiresAt, recipient } = notice;
  const { title, heading, sentence, closing, path, why } = wordsOf(notice);
  return {
    subject: subject`${title}: ${consumerIn(consumer.name)} (${teamIn(from)}, to ${teamIn(to)})`,
    preview: sentence,
    heading,
    opening: [sentence],
    facts: [
      { label: "Consumer", value: consumer.name },
      { label: "Its id", value: consumer.id },
      { label: "From the team", value: from },
      { label: "To the team", value: to },
      ...(recipient.as === "provider"
        ? [{ label: "It uses", value: recipient.services.join(", ") }]
        : [{ label: "By", value: actor, isAddress: isPerson(actor) }]),
      { label: "On", value: humanTime(at) },
      ...(expiresAt === undefined ? [] : [{ label: "Can be accepted until", value: humanTime(expiresAt) }]),
    ],
    ...portalAddress(addresses, path, "In the portal:"),
    closing: [closing],
    why,
  };
};

interface Words {
  title: Subject;
  heading: string;
  sentence: string;
  closing: string;
  path: string;
  why: string;
}

const OFFERED = subject`Offered`;
const TRANSFERRED = subject`Transferred`;

const wordsOf = ({ fact, consumer: { id, name }, from, to, recipient }: TransferNotice): Words => {
  if (recipient.as === "provider")
    return {
      title: TRANSFERRED,
      heading: "A consumer of your services belongs to another team",
      sentence: `The consumer ${name} belongs to the team ${to} from now on. Its subscriptions go on as they are.`,
      closing:
        "What to do next: nothing, if that team may use the service. Else suspend or revoke the subscription.",
      path: "/subscriptions",
      why: `You get this mail because you own the team ${recipient.team}, whose services the consumer uses.`,
    };
  const why = `You get this mail because you own the team ${recipient.as === "taking" ? to : from}.`;
  if (fact === "declined")
    return {
      title: subject`Declined`,
      heading: "An offered consumer was declined",
      sentence: `The team ${to} does not take the consumer ${name}. It stays with the team ${from}.`,
      closing: "What to do next: nothing. It works as before.",
      path: `/consumers/${id}`,
      why,
    };
  if (fact === "offered")
    return recipient.as === "taking"
      ? {
          title: OFFERED,
          heading: "A consumer is offered to your team",
          sentence: `The team ${from} offers the consumer ${name} to your team ${to}, with its credentials and subscriptions.`,
          closing:
            "What to do next: an owner of your team looks at it in the portal and accepts or declines it. If you do not know that team, decline, or do nothing: the offer ends by itself.",
          path: "/consumers",
          why,
        }
      : {
          title: OFFERED,
          heading: "A consumer of your team is offered to another team",
          sentence: `The consumer ${name} is offered to the team ${to}. Once an owner there accepts, your team loses it.`,
          closing: "If your team did not mean this, withdraw the offer. Every owner gets this mail.",
          path: `/consumers/${id}`,
          why,
        };
  return recipient.as === "taking"
    ? {
        title: TRANSFERRED,
        heading: "A consumer belongs to your team",
        sentence: `The consumer ${name} belongs to your team ${to} from now on, with its credentials and subscriptions.`,
        closing: `What to do next: rotate its credentials. The team ${from} knows the secrets that they have now.`,
        path: `/consumers/${id}`,
        why,
      }
    : {
        title: TRANSFERRED,
        heading: "A consumer of your team belongs to another team",
        sentence: `The consumer ${name} belongs to the team ${to} from now on. What it has done before stays in your team's audit and usage.`,
        closing: "What to do next: nothing. Keep no copy of its secrets.",
        path: "/consumers",
        why,
      };
};
