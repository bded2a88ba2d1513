import type { ReactNode } from "react";
import type { CatalogService } from "../api/resources.ts";
import { readable } from "../formats/time.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { Notice } from "../ui/notice.tsx";
import { useNow } from "../ui/use-now.ts";

type Deprecated = Pick<CatalogService, "deprecation">;

interface DeprecationNoteProps {
  service: Deprecated;
  /** What else there is to say of it. */
  children?: ReactNode;
}

/** That the service ends, when, and what takes its place. */
export const DeprecationNote = ({ service: { deprecation }, children }: DeprecationNoteProps) => {
  const now = useNow();
  if (!deprecation) return null;
  const { sunsetAt, successor, message } = deprecation;
  const when = readable(sunsetAt);
  const isOver = Date.parse(sunsetAt) <= now;
  return (
    <Notice
      tone={isOver ? "stop" : "wait"}
      title={isOver ? texts.deprecation.over(when) : texts.deprecation.title(when)}
    >
      <p>
        {texts.deprecation.lead} {isClosed(deprecation, now) ? texts.deprecation.closed : null}
      </p>
      {message ? <p dir="auto">{message}</p> : null}
      {successor ? (
        <p>
          {texts.deprecation.successor}{" "}
          <TextLink to="/catalog/$service" params={{ service: successor }}>
            {successor}
          </TextLink>
        </p>
      ) : null}
      {children}
    </Notice>
  );
};

/** Whether a service takes no applications any more. */
export const isClosed = (deprecation: Deprecated["deprecation"], now: number): boolean =>
  deprecation !== undefined && Date.parse(deprecation.at) <= now;
