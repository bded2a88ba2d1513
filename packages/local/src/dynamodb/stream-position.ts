import { z } from "zod";
import { readFileIfPresent } from "../files/read-file-if-present.ts";
import { replaceFile } from "../files/replace-file.ts";

/**
 * How far a poller has come: for each shard the sequence number of the last record that it is done with, or
 * `"closed"` for a shard read to its end. A shard that is not named has not been begun.
 */
export const StreamPosition = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.string()) });
export type StreamPosition = z.infer<typeof StreamPosition>;

export const closed = "closed";

/**
 * The kept position in this very stream. A table that was created again has another stream, and an unreadable position is
 * ignored: both start at the oldest record, which repeats events and loses none.
 */
export const loadPosition = async (path: string, streamArn: string): Promise<StreamPosition> => {
  const kept = parse(await readFileIfPresent(path));
  return kept?.streamArn === streamArn ? kept : { streamArn, shards: {} };
};

export const savePosition = async (path: string, position: StreamPosition): Promise<void> => {
  await replaceFile(path, JSON.stringify(position));
};

const parse = (text: string | undefined): StreamPosition | undefined => {
  if (text === undefined) return undefined;
  try {
    return StreamPosition.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
