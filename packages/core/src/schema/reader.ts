/*
 * What reads stored records and settings in the Lambdas of a call, where the library of schemas is too slow to load (decision
 * 0213). A reading that does not fit answers `MISFIT`, at the first thing that is wrong, which is remembered: no
 * error is made for the options of a union.
 */

export const MISFIT: unique symbol = Symbol("misfit");

export interface Fault {
  message: string;
  path: PropertyKey[];
}

let fault: Fault = { message: "", path: [] };

export const misfit = (message: string, path: readonly PropertyKey[] = []): typeof MISFIT => {
  fault = { message, path: [...path] };
  return MISFIT;
};

/** The same misfit, of a member. */
export const misfitAt = (member: PropertyKey): typeof MISFIT => {
  fault.path.unshift(member);
  return MISFIT;
};

export interface Check {
  holds(value: unknown): boolean;
  message: string;
  path: readonly PropertyKey[];
}

interface Payload {
  value: unknown;
  issues: { message: string; path?: PropertyKey[] }[];
}
/** A check that tells its faults itself. */
type Inspection = (payload: Payload) => void;

export interface ReadFault {
  issues: Fault[];
}
export type Result = { success: true; data: unknown } | { success: false; error: ReadFault };

/** What an absent member comes to: the fault that it is, nothing, or what stands for it. */
export type Absence = "fault" | "left out" | "filled";

export class Reader {
  readonly read: (value: unknown) => unknown;
  readonly absence: Absence;
  /** Of an object: its members. */
  readonly shape: Readonly<Record<string, Reader>>;

  constructor(
    read: (value: unknown) => unknown,
    absence: Absence = "fault",
    shape: Readonly<Record<string, Reader>> = {},
  ) {
    this.read = read;
    this.absence = absence;
    this.shape = shape;
  }

  /** All of them hold. What did not fit before them is not looked at. */
  check(...checks: readonly (Check | Reader | Inspection)[]): Reader {
    const read = (given: unknown): unknown => {
      let value = this.read(given);
      for (const check of checks) {
        if (value === MISFIT) return MISFIT;
        value = checked(check, value);
      }
      return value;
    };
    return new Reader(read, this.absence, this.shape);
  }

  safeParse(value: unknown): Result {
    const data = this.read(value);
    return data === MISFIT ? { success: false, error: { issues: [fault] } } : { success: true, data };
  }

  parse(value: unknown): unknown {
    const data = this.read(value);
    if (data === MISFIT) throw new TypeError(said(fault));
    return data;
  }
}

const checked = (check: Check | Reader | Inspection, value: unknown): unknown => {
  if (check instanceof Reader) return check.read(value);
  if (typeof check === "function") {
    const payload: Payload = { value, issues: [] };
    check(payload);
    const [first] = payload.issues;
    return first ? misfit(first.message, first.path) : payload.value;
  }
  return check.holds(value) ? value : misfit(check.message, check.path);
};

/** In words: what is wrong, and where. Never what was read. */
export const said = ({ message, path }: Fault): string =>
  path.length === 0 ? message : `${message}, at ${path.map(String).join(".")}`;
