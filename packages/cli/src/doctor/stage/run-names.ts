/** Everything that one run makes has a name that begins so, and is in its team. */
const PREFIX = "doctor-";
const RUN_ID_LETTERS = 10;
const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** What the team of a run is called: with its slug it tells a run's team from one that people have named so. */
export const TEAM_NAME = "Latchkey doctor: removed when its run ends";

/** Likewise of its services, which may be another team's. */
export const SERVICE_NAME = "Latchkey doctor";

export interface RunNames {
  readonly team: string;
  /** The service that most checks call. */
  readonly service: string;
  /** The same upstream, given one second to begin its answer. */
  readonly hurried: string;
  readonly consumer: (purpose: string) => string;
}

/** @param random bytes, at least ten */
export const runNames = (random: Uint8Array): RunNames => {
  const end = [...random.subarray(0, RUN_ID_LETTERS)]
    .map((byte) => ALPHABET[byte % ALPHABET.length])
    .join("");
  const name = `${PREFIX}${end}`;
  return {
    ...slugsOf(name),
    consumer: (purpose) => `${PREFIX}${purpose}-${end}`,
  };
};

/** The slugs of the run that has that team. */
export const slugsOf = (team: string): Pick<RunNames, "team" | "service" | "hurried"> => ({
  team,
  service: team,
  hurried: `${team}-hurried`,
});

const TEAM_SLUG = new RegExp(`^${PREFIX}[${ALPHABET}]{${RUN_ID_LETTERS}}$`);

export const isRunTeam = (team: { slug: string; name: string }): boolean =>
  TEAM_SLUG.test(team.slug) && team.name === TEAM_NAME;
