type Listener = (line: string) => void;

let listener: Listener | undefined;

/** For one machine only, where no log group hands its lines on. */
export const onCountedLine = (listen: Listener | undefined): void => {
  listener = listen;
};

/** Hands on, where somebody listens, the line that usage is counted from: the very text that the log has. */
export const countedLine = (message: "call" | "refused", fields: object): void => {
  listener?.(JSON.stringify({ message, ...fields }));
};

/** The same for a line of the gateway's access log. */
export const countedAccess = (line: string): void => {
  listener?.(line);
};
