interface Settled {
  /** What was done, as a sentence, and as a participle. */
  heading: string;
  participle: string;
}

/** The heading over what was decided. `refused` is a decision that came too late. */
export const settledHeading = <Decision extends string>(
  done: Readonly<Record<Decision, Settled>>,
  decision: Decision,
  refused?: Decision,
): string =>
  refused === undefined
    ? done[decision].heading
    : `Not ${done[refused].participle}: it is ${done[decision].participle} already`;

interface TooLateProps {
  /** What had been decided before. */
  what: string;
  participle: string;
  refused: string | undefined;
}

/** Said where a decision came too late. */
export const TooLate = ({ what, participle, refused }: TooLateProps) =>
  refused === undefined ? null : (
    <p className="alert" role="alert">
      {`You chose to ${refused}, but ${what} had been ${participle} before. Nothing was changed.`}
    </p>
  );
