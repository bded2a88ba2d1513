/** Every secret that a run has seen. Nothing that is printed or reported holds one. */
export interface Secrets {
  /** Answers the value, which is a secret from now on. */
  keep(value: string): string;
  /** The text without any of them, as it is and percent-encoded. */
  redact(text: string): string;
}

/** Shorter ones would take ordinary words out of a text. */
const MIN_LENGTH = 8;

export const createSecrets = (): Secrets => {
  const kept = new Set<string>();
  return {
    keep: (value) => {
      if (value.length >= MIN_LENGTH) for (const form of [value, encodeURIComponent(value)]) kept.add(form);
      return value;
    },
    redact: (text) =>
      [...kept]
        .toSorted((one, other) => other.length - one.length)
        .reduce((redacted, secret) => redacted.replaceAll(secret, "[secret]"), text),
  };
};
