import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";

/** Statuses in which an end lies ahead, or was reached. */
const HAS_END: ReadonlySet<string> = new Set(["pending", "active", "suspended", "expired"]);

interface EndsProps {
  status: Subscription["status"];
  expiresAt: string | undefined;
}

export const Ends = ({ status, expiresAt }: EndsProps) => {
  if (!HAS_END.has(status)) return texts.ui.none;
  return expiresAt ? <Moment at={expiresAt} /> : texts.subscription.noEnd;
};
