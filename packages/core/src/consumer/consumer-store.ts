import type { Page, PageRequest } from "../page.ts";
import type { Consumer } from "./consumer.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface ConsumerStore {
  consumer(id: string): Promise<Consumer | undefined>;
  consumers(page: PageRequest): Promise<Page<Consumer>>;
  consumersOf(team: string, page: PageRequest): Promise<Page<Consumer>>;
  /** Those that are offered to a team and whose offer has not ended before a time, the first to end first. May lag by moments. */
  consumersOfferedTo(team: string, from: string, page: PageRequest): Promise<Page<Consumer>>;
  /**
   * Those of a team whose names begin so, in the order of their names and as they are now. A page comes short by those
   * that are deleted: their names stay. The empty beginning is of all of them.
   */
  consumersNamed(team: string, beginning: string, page: PageRequest): Promise<Page<Consumer>>;
}
