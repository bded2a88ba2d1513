/** Who claims a minted value, and which of theirs it is. Both are public. */
export interface MintedPlace {
  readonly consumerPart: string;
  readonly lookup: string;
}
