type Listener = (line: string) => void;

let listener: Listener | undefined;

/** For one machine only, where no log group hands its lines on. */
export const onCountedLine = (listen: Listener | undefined): void => {
  listener = listen;
};

/** Passes the line that usage is counted from to a listener, if there is one: the same text as in the log. */
export const countedLine = (message: "call" | "refused", fields: object): void => {
  listener?.(JSON.stringify({ message, ...fields }));
};

/** The same for a line of the gateway's access log. */
export const countedAccess = (line: string): void => {
  listener?.(line);
};
