import type { Adapter, AdapterPayload } from "oidc-provider";

type Kept = { payload: AdapterPayload; expiresAt: number };

/** More sessions, codes and tokens than this drop the oldest: on one machine they are a handful. */
const mostKept = 5_000;

/** Where oidc-provider keeps what it issued: in memory, so a restart signs everybody out of the issuer. */
export const createMemoryAdapter = (): ((model: string) => Adapter) => {
  const kept = new Map<string, Kept>();
  const live = (key: string) => {
    const found = kept.get(key);
    if (found === undefined || found.expiresAt > Date.now()) return found?.payload;
    kept.delete(key);
    return undefined;
  };
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const findBy = (field: "uid" | "userCode", value: string) =>
      [...kept].find(
        ([key, { payload }]) => key.startsWith(keyOf("")) && payload[field] === value && live(key),
      )?.[1].payload;
    return {
      async upsert(id, payload, expiresIn) {
        kept.delete(keyOf(id));
        const expiresAt = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000;
        kept.set(keyOf(id), { payload, expiresAt });
        const [oldest] = kept.keys();
        if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      },
      find: async (id) => live(keyOf(id)),
      findByUid: async (uid) => findBy("uid", uid),
      findByUserCode: async (userCode) => findBy("userCode", userCode),
      async consume(id) {
        const payload = live(keyOf(id));
        if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        kept.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
      },
    };
  };
};
