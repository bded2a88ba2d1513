import { Button } from "@mantine/core";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import { notify } from "./notices.ts";

interface ReplayButtonProps {
  label: string;
  /** What is sent again: buttons of one label are told apart by it. */
  of: string;
  send: () => Promise<unknown>;
  done: string;
  /** The list that it is in, asked for again. */
  queryKey: QueryKey;
}

/** Sends again what was given up. */
export const ReplayButton = ({ label, of, send, done, queryKey }: ReplayButtonProps) => {
  const client = useQueryClient();
  const replay = async () => {
    try {
      await send();
      notify("good", done);
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
    await client.invalidateQueries({ queryKey });
  };
  return (
    <Button size="compact-sm" variant="default" onClick={replay} aria-label={`${label}: ${of}`}>
      {label}
    </Button>
  );
};
