import { createMemoryStore } from '@portico/adapter/store';
import type { ProvedStore, WorldLimits } from '@portico/adapter/store-contract';
import { type ColumnSchema, STANDARD_TABLES } from '@portico/protocol';
import { createDataverseClient } from '../client/create-dataverse-client.ts';
import { createDataverseStore } from '../dataverse-store.ts';
import { customColumn } from '../mapping/custom-column.ts';
import { mappingsFor } from '../mapping/index.ts';
import { writeCell } from '../mapping/write-cell.ts';
import { isShared } from '../mapping/write-shared.ts';
import { startFakeDataverse } from './fake-dataverse/index.ts';

const MAPPINGS = mappingsFor(STANDARD_TABLES);

/** The columns of standard tables by themselves: those that Dataverse has are shorter in places. */
const STANDARD = new Map(
  STANDARD_TABLES.flatMap(({ name: table, columns }) =>
    Object.entries(columns).map(([name, column]) => [column, MAPPINGS[table]?.columns[name]] as const),
  ),
);

/** What a column refuses. Dataverse alone says when a row was changed, and keeps no lookup to nowhere. */
const LIMITS: WorldLimits = {
  dangling: false,
  holds: (name, column, value) => {
    if (name === 'updated_at') return false;
    if (column.type === 'lookup') return true;
    const mapping = mappingOf(column);
    return mapping !== null && (isShared(mapping) || !('refused' in writeCell(value, mapping)));
  },
};

function mappingOf(column: ColumnSchema) {
  return STANDARD.get(column) ?? customColumn('any', column, 'portico');
}

/** Dataverse as a store to be proved: a fake environment for each world, whose clock is that of the writes. */
export const dataverseSubject: ProvedStore = {
  name: 'dataverse',
  limits: LIMITS,
  open: async () => {
    let clock = new Date();
    const fake = await startFakeDataverse({ now: () => clock });
    const client = createDataverseClient(fake);
    const store = createDataverseStore({ client, index: createMemoryStore(), provision: true });
    return {
      ...store,
      write: (plan) => {
        clock = new Date(plan.audit.at);
        return store.write(plan);
      },
      close: async () => {
        await store.close();
        await fake.stop();
      },
    };
  },
};
