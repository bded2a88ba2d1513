import type { BusRule } from "../bus/deliver-events.ts";

/** The rules that `infra` declares, with the very functions behind them. */
export const busRules = (): readonly BusRule[] => [];
