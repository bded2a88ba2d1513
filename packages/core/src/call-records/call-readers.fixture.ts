export const SECOND = 1000;

export const LIFETIME = 5 * SECOND;

export const fail = (): never => {
  throw new Error("There is no such caller.");
};
