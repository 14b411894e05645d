import type { Store } from '@portico/adapter/store';
import type { DataverseClient } from './client/dataverse-client.ts';
import { toProtocolError } from './client/to-protocol-error.ts';
import { type MappingOverrides, mappingsFor } from './mapping/index.ts';
import { getRecord } from './read/get-record.ts';
import { listRecords } from './read/list-records.ts';
import { createRowReader } from './read/row-reader.ts';
import { createTables } from './read/tables.ts';
import { createDraftTables } from './write/draft-tables.ts';
import { createTurns } from './write/in-turn.ts';
import { NUMBER_COUNTER } from './write/number-counter.ts';
import { type WriteContext, writeRecords } from './write/write-records.ts';

export interface DataverseStoreOptions {
  readonly client: DataverseClient;
  /** What the operator says differently of the standard mappings. */
  readonly mappings?: MappingOverrides;
  /** The publisher's prefix of custom tables and columns; default `portico`. */
  readonly prefix?: string;
}

/**
 * Records in Microsoft Dataverse. What a plan asks is read in batches and judged here, by the code of the
 * memory store; what a plan changes goes out as one change set that holds only for the rows as they were read. Any
 * number of processes may share an environment.
 */
export function createDataverseStore(options: DataverseStoreOptions): Store {
  const { client } = options;
  const inTurn = createTurns();
  let opened: WriteContext | undefined;

  function context(): WriteContext {
    if (!opened) throw new Error('The Dataverse store was not opened.');
    return opened;
  }

  return {
    capabilities: { fullText: false, shared: true },

    async open(schemas) {
      const all = [...schemas, NUMBER_COUNTER];
      const tables = createTables(all, mappingsFor(all, options.mappings, options.prefix));
      const draftTables = await createDraftTables(tables);
      const wait = (milliseconds: number) =>
        new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
      opened = { client, tables, reader: createRowReader(client, tables), draftTables, wait };
    },

    list: (plan) => guarded(() => listRecords(context(), plan)),

    get: (plan) => guarded(() => getRecord(context(), plan)),

    async search() {
      throw new Error('no index');
    },

    async write(plan) {
      const { draftTables } = context();
      // Writes that take a number of the same table would only get into each other's way.
      const numbered = plan.steps.find(
        (step) => step.type === 'create' && draftTables.numbers(step.table.name),
      );
      const { id, replayed } = await inTurn(numbered?.table.name ?? null, () =>
        guarded(() => writeRecords(context(), plan)),
      );
      return { id, replayed };
    },

    async ping() {},

    async close() {},
  };
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw toProtocolError(error);
  }
}
