/** A name that is not a record's own key. It leads to its holder, and is claimed in the change that makes the holder. */
export type OwnedName =
  | { kind: "consumer-name"; team: string; name: string }
  | { kind: "user-name" | "access-key" | "imported-key"; value: string }
  /** What a token says of itself: several teams may have the same one, for the key decides whose a token is. */
  | { kind: "token-identity"; team: string; value: string };

/** Those that go with their holder; the others are never given again. */
export type PassingName = Exclude<OwnedName, { kind: "consumer-name" }>;
