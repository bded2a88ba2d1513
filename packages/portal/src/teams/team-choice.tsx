import { Select } from "@mantine/core";
import { useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { useAddressChoice } from "../ui/use-address-choice.ts";

const ALL = "";

/** The team that a list is of, in the address: nothing for all of the person's. An order is of one team. */
export const useTeamChoice = () => {
  const me = useMe();
  const mine = (me?.teams ?? []).map(({ team }) => team);
  const [team, choose] = useAddressChoice<string>("team", mine, ALL);
  return {
    mine,
    team: team === ALL ? undefined : team,
    choose,
    isAdmin: me?.admin === true,
    /** Whether the list is of one team. */
    isOne: team !== ALL || (me?.admin !== true && mine.length === 1),
  };
};

/** Nothing for who is in one team. */
export const TeamChoice = ({ mine, team, choose }: ReturnType<typeof useTeamChoice>) =>
  mine.length < 2 ? null : (
    <Select
      label={texts.consumer.team}
      data={[
        { value: ALL, label: texts.list.allTeams },
        ...mine.map((each) => ({ value: each, label: each })),
      ]}
      value={team ?? ALL}
      onChange={(value) => choose(value ?? ALL)}
      allowDeselect={false}
      maw={240}
    />
  );
