import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { tokenOf, untilSettled } from "../page/link-handler.ts";
import { type Found, type In, isIn, type LinkPages, linkHandlers, linkPage } from "../page/link-page.ts";
import { pageResult } from "../page/page-result.ts";
import { DECISION_FORM, type DecisionForm } from "./decision-form.ts";
import type { DecisionPorts } from "./decision-ports.ts";

type Settled<F extends Found> = In<F, "answered" | "decided">;

interface DecisionPages<F extends Found> extends LinkPages<F> {
  /** What was decided; `asked` is the opposite, which was wanted afterwards. */
  settled(found: Settled<F>, asked?: DecisionForm["decision"]): string;
}

interface Deciding<F extends Found> {
  pages: DecisionPages<F>;
  /** What the link leads to at a moment, in milliseconds since the epoch. */
  read(token: string, now: number): Promise<F>;
  /**
   * `conflict`: the opposite was decided before; `fault`: what cannot be granted, and nothing was decided. @throws Raced, and is tried
   * again.
   */
  decide(
    token: string,
    form: DecisionForm,
    at: { now: number; sourceIp: string },
  ): Promise<{ found: F; conflict: boolean; fault?: string }>;
}

/** Both sides of a link whose page asks to approve or to reject. */
export const decisionHandlers = <F extends Found>(
  ports: DecisionPorts,
  { pages, read, decide }: Deciding<F>,
) => {
  const answer = async (event: APIGatewayProxyEvent, form: DecisionForm): Promise<APIGatewayProxyResult> => {
    const { sourceIp } = event.requestContext.identity;
    const { found, conflict, fault } = await untilSettled(() =>
      decide(tokenOf(event), form, { now: ports.now(), sourceIp }),
    );
    if (fault !== undefined && isIn(found, "open")) return pageResult(400, pages.open(found, fault));
    return conflict && isIn(found, "answered", "decided")
      ? pageResult(409, pages.settled(found, form.decision))
      : linkPage(pages, found);
  };
  return linkHandlers<F, DecisionForm, keyof typeof DECISION_FORM.faults>({
    ...ports,
    ...DECISION_FORM,
    pages,
    find: (event) => read(tokenOf(event), ports.now()),
    answer,
  });
};
