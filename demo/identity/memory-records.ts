interface Kept {
  readonly payload: Payload;
  /** Milliseconds since 1970; infinite for what never expires. */
  readonly until: number;
}

interface Payload {
  readonly grantId?: string;
  readonly uid?: string;
  readonly userCode?: string;
  readonly [member: string]: unknown;
}

/**
 * Where oidc-provider keeps sessions, grants and codes: in this process, gone when it ends. What must outlive
 * a restart, the signing keys, is kept elsewhere. One call makes the store of one provider; two providers
 * share nothing.
 */
export function memoryRecords(now: () => number = Date.now): (model: string) => object {
  const records = new Map<string, Kept>();

  const live = (key: string): Payload | undefined => {
    const kept = records.get(key);
    if (kept && kept.until > now()) return kept.payload;
    records.delete(key);
    return undefined;
  };
  const sweep = () => {
    for (const [key, kept] of records) if (kept.until <= now()) records.delete(key);
  };

  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const findWhere = async (member: 'uid' | 'userCode', value: string) => {
      for (const key of records.keys()) {
        if (!key.startsWith(`${model}:`)) continue;
        const payload = live(key);
        if (payload?.[member] === value) return payload;
      }
      return undefined;
    };
    return {
      async upsert(id: string, payload: Payload, expiresIn?: number) {
        if (records.size % 500 === 499) sweep();
        records.set(keyOf(id), {
          payload,
          until: expiresIn ? now() + expiresIn * 1000 : Number.POSITIVE_INFINITY,
        });
      },
      find: async (id: string) => live(keyOf(id)),
      findByUid: (uid: string) => findWhere('uid', uid),
      findByUserCode: (userCode: string) => findWhere('userCode', userCode),
      async consume(id: string) {
        const kept = records.get(keyOf(id));
        if (kept) {
          const consumed = Math.floor(now() / 1000);
          records.set(keyOf(id), { ...kept, payload: { ...kept.payload, consumed } });
        }
      },
      async destroy(id: string) {
        records.delete(keyOf(id));
      },
      async revokeByGrantId(grantId: string) {
        for (const [key, kept] of records)
          if (key.startsWith(`${model}:`) && kept.payload.grantId === grantId) records.delete(key);
      },
    };
  };
}
