import { useNavigate, useSearch } from "@tanstack/react-router";

/** A choice in the address, so that a reload or a link keeps it; the default is omitted. */
export const useAddressChoice = <V extends string>(
  name: string,
  values: readonly V[],
  usual: V,
): [V, (value: V) => void] => {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (value: V) =>
    void navigate({
      to: ".",
      search: (known: object) => ({ ...known, [name]: value === usual ? undefined : value }),
      replace: true,
    });
  return [values.find((value) => value === search[name]) ?? usual, choose];
};
