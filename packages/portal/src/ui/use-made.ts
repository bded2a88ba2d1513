import { useQueryClient } from "@tanstack/react-query";
import { type NavigateOptions, useNavigate } from "@tanstack/react-router";
import { notify } from "./notices.ts";

/** After something was made: says so, reads its list again, and opens its page. */
export const useMade = (list: string) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  return async (said: string, page: NavigateOptions) => {
    notify("good", said);
    await client.invalidateQueries({ queryKey: [list] });
    await navigate(page);
  };
};
