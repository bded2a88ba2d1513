import type { Latchkey } from "@latchkey/client/latchkey";
import type { Schemas } from "@latchkey/client/operations";
import { WrongUse } from "../command-line/exit-code.ts";

/** A consumer by its id, `team/name`, or a name that one of the caller's teams alone has. @throws WrongUse for any other */
export const consumerNamed = async (latchkey: Latchkey, named: string): Promise<Schemas["Consumer"]> => {
  if (named.startsWith("con_"))
    return latchkey.GET("/v1/consumers/{consumer}", { params: { path: { consumer: named } } });
  const [name = "", team] = named.split("/", 2).reverse();
  const found: Schemas["Consumer"][] = [];
  const query = { q: name, ...(team === undefined ? {} : { team }) };
  for await (const each of latchkey.each("/v1/consumers", { params: { query } }))
    if (each.name === name) found.push(each);
  const [only, another] = found;
  if (!only) throw new WrongUse(`There is no consumer ${named} for you.`);
  if (another)
    throw new WrongUse(`There are several: ${found.map((each) => `${each.team}/${each.name}`).join(", ")}.`);
  return only;
};

/** A credential of a consumer by its id or its name. @throws WrongUse for any other */
export const credentialNamed = async (
  latchkey: Latchkey,
  consumer: string,
  named: string,
): Promise<Schemas["Credential"]> => {
  const found: Schemas["Credential"][] = [];
  for await (const each of latchkey.each("/v1/consumers/{consumer}/credentials", {
    params: { path: { consumer } },
  }))
    if (each.id === named || each.name === named) found.push(each);
  const [only, another] = found;
  if (!only) throw new WrongUse(`The consumer has no credential ${named}.`);
  if (another) throw new WrongUse(`Several have this name: ${found.map(({ id }) => id).join(", ")}.`);
  return only;
};
