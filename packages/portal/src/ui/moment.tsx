import { readable, relative } from "../formats/time.ts";
import { useNow } from "./use-now.ts";

/** A time as people say it; the exact one when pointed at, and for machines. */
export const Moment = ({ at }: { at: string }) => (
  <time dateTime={at} title={readable(at)}>
    {relative(at, useNow())}
  </time>
);
