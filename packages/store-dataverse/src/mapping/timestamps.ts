import type { DatetimeMapping } from './column-mapping.ts';

/** When a row was made and last changed. The first can be set at create only, the second never. */
export const created_at: DatetimeMapping = {
  kind: 'datetime',
  name: 'createdon',
  writtenAs: 'overriddencreatedon',
};
export const updated_at: DatetimeMapping = { kind: 'datetime', name: 'modifiedon', writtenAs: null };
export const timestamps = { created_at, updated_at };
