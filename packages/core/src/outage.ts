/** Somebody else changed the same record in between. */
export class Raced extends Error {
  override readonly name = "Raced";
}

/** A dependency did not answer. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
