import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem, type Problem } from "../api/problem.ts";
import type { Role, Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { NativeSelect, TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { SubmitForm } from "../ui/submit-form.tsx";
import { typed } from "../ui/text-fields.ts";
import { useUnsaved } from "../ui/unsaved.ts";
import { ROLES, roleOf } from "./member-role.ts";
import classes from "./members.module.css";
import { setMember, teamQuery } from "./team-queries.ts";

/** Whom an admin names is a member at once; whom an owner names is asked first. */
export const InviteMember = ({ team }: { team: Team }) => {
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const [problem, setProblem] = useState<Problem>();
  useUnsaved(email.trim() === "" ? [] : [texts.team.addMember]);
  const add = async () => {
    setProblem(undefined);
    try {
      const { status } = await setMember(team.slug, email.trim(), role);
      notify("good", texts.team[status === "invited" ? "invited" : "added"](email.trim()));
      setEmail("");
      await client.invalidateQueries({ queryKey: teamQuery(team.slug).queryKey });
    } catch (thrown) {
      setProblem(asProblem(thrown));
    }
  };
  return (
    <SubmitForm problem={problem} onSubmit={() => void add()}>
      {problem ? <ProblemPanel error={problem} /> : null}
      <div className={classes["add"]}>
        <TextInput
          type="email"
          label={texts.team.addMember}
          placeholder={texts.team.emailExample}
          {...typed(email, setEmail)}
          at={["/email", "/user"]}
          required
        />
        <NativeSelect
          label={texts.team.role}
          data={ROLES}
          value={role}
          onChange={(event) => setRole(roleOf(event.currentTarget.value))}
        />
        <Button type="submit" variant="default">
          {texts.team.add}
        </Button>
      </div>
    </SubmitForm>
  );
};
