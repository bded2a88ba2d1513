import { portalConfig } from "../api/connection.ts";
import { Mark } from "./mark.tsx";

/** The mark and the name of the stage. */
export const Brand = () => {
  const { name, mark } = portalConfig().brand;
  return (
    <>
      {mark === undefined ? <Mark /> : <img src={mark} alt="" width={24} height={24} />}
      <span dir="auto">{name}</span>
    </>
  );
};
