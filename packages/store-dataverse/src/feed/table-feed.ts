import { type MirroredChanges, mirrorPlanner, type Store } from '@portico/adapter/store';
import type { StoredRecord, TableSchema } from '@portico/protocol';
import type { DataverseClient, RowChanges } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import { isRecord, selectOf } from '../mapping/raw-columns.ts';
import type { Mappings, TableMapping } from '../mapping/table-mapping.ts';
import { toStored } from '../mapping/to-stored.ts';
import { type FeedState, readFeedState, stateChange } from './feed-state.ts';
import { IdsMeanwhile } from './ids-meanwhile.ts';

export interface TableFeedOptions {
  readonly client: Pick<DataverseClient, 'changes'>;
  readonly index: Store;
  readonly mappings: Mappings;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Rows asked for at once. */
  readonly pageSize: number;
  /** Learns of every record that a page of changes brings, of whatever table. */
  readonly brought: IdsMeanwhile;
}

interface PageChanges extends MirroredChanges {
  /** The store wrote some of the page's records while it was read: which state is the newer is not known. */
  readonly contested: boolean;
}

/** Records put or taken away at once. */
const SWEEP_PAGE = 1000;
/** How often pages of the first run are read again for what the store wrote meanwhile. */
const MAX_AGAIN = 5;
/** Without changes the link is kept this long before a newer one is written down; Dataverse keeps it for days. */
const RENEW_STATE = 3600_000;

/** Keeps the copy of one table. Its methods are not called at once with themselves; `wrote` may be, at any time. */
export class TableFeed {
  readonly #options: TableFeedOptions;
  readonly #table: TableSchema;
  readonly #mapping: TableMapping;
  readonly #source: string;
  readonly #written = new IdsMeanwhile();
  #state: FeedState | null = null;
  #statedAt = 0;
  #currentAt: number | null = null;

  constructor(table: TableSchema, options: TableFeedOptions) {
    this.#options = options;
    this.#table = table;
    this.#mapping = options.mappings[table.name] as TableMapping;
    // How rows are read is part of it: the same row may be for other eyes under another mapping.
    const { entitySet, rows = [], columns } = this.#mapping;
    this.#source = JSON.stringify([entitySet, rows, columns]);
  }

  /** The copy has all that was in Dataverse at this moment, in milliseconds since 1970; null before the first poll. */
  get currentAt(): number | null {
    return this.#currentAt;
  }

  /** Reads how far an earlier process came. */
  async open(): Promise<void> {
    this.#state = await readFeedState(this.#options.index, this.#table.name);
  }

  /** Brings the copy up to date. @throws DataverseError */
  async poll(): Promise<void> {
    const began = this.#options.now();
    await this.#catchUp();
    this.#currentAt = began;
  }

  /**
   * Puts what the store has written into the copy at once. `brought`: the records that pages have brought since the
   * write began. They may be newer, and if they are not, the next poll brings what was written.
   */
  async wrote(
    records: readonly StoredRecord[],
    removed: readonly string[],
    brought: ReadonlySet<string>,
  ): Promise<void> {
    this.#written.add([...records.map(({ id }) => id), ...removed]);
    await this.#write({
      table: this.#table,
      records: records.filter(({ id }) => !brought.has(id)),
      removed: removed.filter((id) => !brought.has(id)),
    });
  }

  async #catchUp(): Promise<void> {
    const state = this.#state;
    if (!state) throw new Error('The feed is not open.');
    if (state.since === null || !this.#isOurs(state)) return this.#load();
    try {
      await this.#follow(state.since);
    } catch (error) {
      // Too old, or a link of another environment: what happened since cannot be told any more.
      const lost = error instanceof DataverseError && (error.kind === 'expired' || error.kind === 'refused');
      if (!lost) throw error;
      await this.#load();
    }
  }

  async #follow(since: string): Promise<void> {
    let next = since;
    let contested: string | null = null;
    for (let more = true; more; ) {
      more = await this.#written.during(async (written) => {
        const page = await this.#page(next);
        const changes = this.#mirrored(page, written);
        // The next poll begins here and looks again.
        if (changes.contested) contested ??= next;
        next = page.since;
        // A link to a further page is as good as one to further changes: a restart goes on from there.
        await this.#keep(changes, contested ?? next);
        return page.more;
      });
    }
  }

  /** Every row anew; then what the copy has beyond them is taken away. */
  #load(): Promise<void> {
    return this.#written.during(async (writtenSinceStart) => {
      const seen = new Set<string>();
      let next: string | null = null;
      let again = MAX_AGAIN;
      for (let more = true; more; ) {
        more = await this.#written.during(async (written) => {
          const page: RowChanges = await this.#page(next);
          const changes = this.#mirrored(page, written);
          for (const { id } of changes.records) seen.add(id);
          await this.#write(changes);
          if (changes.contested && again-- > 0) return true;
          next = page.since;
          return page.more;
        });
      }
      await this.#sweep((id) => seen.has(id) || writtenSinceStart.has(id));
      if (next === null) return;
      // Written down at once: until then a restart would begin anew.
      this.#statedAt = Number.NEGATIVE_INFINITY;
      await this.#keep({ table: this.#table, records: [], removed: [] }, next);
    });
  }

  async #page(since: string | null): Promise<RowChanges> {
    const { client, pageSize } = this.#options;
    return client.changes(this.#mapping.entitySet, { select: selectOf(this.#mapping), since, pageSize });
  }

  /** Rows that are no records of ours, or not any more, are taken away like those removed. */
  #mirrored({ rows, removed }: RowChanges, written: ReadonlySet<string>): PageChanges {
    const { mappings, brought } = this.#options;
    const all = rows.map((row) => ({
      record: toStored(row, this.#table, mappings),
      ours: isRecord(row, this.#mapping),
    }));
    const gone = [...all.filter(({ ours }) => !ours).map(({ record }) => record.id), ...removed];
    const ids = [...all.map(({ record }) => record.id), ...removed];
    brought.add(ids);
    return {
      table: this.#table,
      contested: ids.some((id) => written.has(id)),
      records: all.filter(({ record, ours }) => ours && !written.has(record.id)).map(({ record }) => record),
      removed: gone.filter((id) => !written.has(id)),
    };
  }

  async #sweep(wanted: (id: string) => boolean): Promise<void> {
    const { index } = this.#options;
    let after: string | null = null;
    do {
      const query = { select: [], after, limit: SWEEP_PAGE };
      const { records, next } = await index.list(mirrorPlanner.mirrored(this.#table, query));
      const removed = records.map(({ id }) => id).filter((id) => !wanted(id));
      await this.#write({ table: this.#table, records: [], removed });
      after = next?.id ?? null;
    } while (after !== null);
  }

  /** The changes and how far they lead, both or neither. */
  async #keep(changes: MirroredChanges, since: string): Promise<void> {
    const state: FeedState = { id: (this.#state as FeedState).id, source: this.#source, since };
    const time = this.#options.now();
    const nothingNew =
      changes.records.length + changes.removed.length === 0 && this.#isOurs(this.#state as FeedState);
    if (!nothingNew || time - this.#statedAt >= RENEW_STATE) {
      await this.#write(stateChange(state), changes);
      this.#statedAt = time;
    }
    this.#state = state;
  }

  async #write(...changes: readonly MirroredChanges[]): Promise<void> {
    const some = changes.filter(({ records, removed }) => records.length + removed.length > 0);
    if (some.length === 0) return;
    const now = new Date(this.#options.now()).toISOString();
    await this.#options.index.write(mirrorPlanner.mirror(some, { now }));
  }

  #isOurs({ source, since }: FeedState): boolean {
    return since !== null && source === this.#source;
  }
}
