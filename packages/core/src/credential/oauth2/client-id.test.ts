import { expect, it } from "vitest";
import { lookupOf } from "../part/credential-place.ts";
import { clientIdOf, placeOfClient } from "./client-id.ts";

it("a client's name tells where its credential is", () => {
  const place = { consumerId: "con_0aB1cD2eF3gH4iJ5", id: "crd_1" };
  expect(placeOfClient(clientIdOf(place))).toEqual({
    consumerId: place.consumerId,
    lookup: lookupOf("crd_1"),
  });
});

it.each([
  "",
  "cl_",
  "cl_0aB1cD2eF3gH4iJ5",
  `cl_${"0".repeat(23)}`,
  `cl_${"0".repeat(21)}-`,
  `CL_${"0".repeat(22)}`,
  `cl_${"0".repeat(22)}\n`,
])("%j is no client's name", (name) => {
  expect(placeOfClient(name)).toBeUndefined();
});
