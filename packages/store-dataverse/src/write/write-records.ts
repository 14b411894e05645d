import { applyStep, auditEntryOf, idempotencyKeyOf, type WritePlan } from '@portico/adapter/store';
import { ProtocolError } from '@portico/protocol';
import type { RowChange } from '../client/dataverse-client.ts';
import { DataverseError } from '../client/dataverse-error.ts';
import { changesToCreate } from '../mapping/to-changes.ts';
import { evaluate } from '../read/evaluate.ts';
import type { ReadContext } from '../read/read-context.ts';
import { Snapshot } from '../read/snapshot.ts';
import { changesOf } from './changes-of.ts';
import { derivedId } from './derived-id.ts';
import { Draft, type DraftEntry, type DraftTables } from './draft.ts';

export interface Written {
  readonly id: string;
  readonly replayed: boolean;
  /** The records as this write left them; none for a replay. */
  readonly entries: readonly DraftEntry[];
}

export interface WriteContext extends ReadContext {
  readonly draftTables: DraftTables;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Between one try and the next, somebody else's write was done: so with each try one of the rivals is through. */
const MAX_TRIES = 12;
/** A reply that is lost more often than this will not come. */
const MAX_LOST = 2;
/** The first pause, in milliseconds; it grows with each try and is drawn at random below. */
const PAUSE = 20;

/**
 * Runs the steps of a plan on rows read for it, by the code of the memory store, and sends what they change as one
 * change set. It is refused as a whole when any row that it changes is another version by then, or any that it makes is
 * there; then everything is read and judged again.
 *
 * The audit entry has an id of this very write. Wherever a reply is lost, its being there tells that the write was done.
 */
export async function writeRecords(context: WriteContext, plan: WritePlan): Promise<Written> {
  const audit = auditEntryOf(plan, crypto.randomUUID());
  const { idempotency } = plan;
  const keyId = idempotency && (await derivedId('idempotency_key', idempotency.scope, idempotency.key));
  const done = async () => (await findRow(context, audit.id)) !== undefined;
  let lost = 0;
  for (let tries = 1; ; tries++) {
    let entries: readonly DraftEntry[] = [];
    try {
      const prepared = await prepare(context, plan, keyId);
      if ('replayed' in prepared) {
        if (lost > 0 && (await done())) return { id: plan.result.id, replayed: false, entries };
        return { id: prepared.replayed, replayed: true, entries };
      }
      entries = prepared.entries;
      const trail = await changesToCreate(audit, 'audit_entry', context.tables.mappings, plan.audit.at);
      await context.client.write([...prepared.changes, ...trail]);
      return { id: plan.result.id, replayed: false, entries };
    } catch (error) {
      if (error instanceof DataverseError && error.uncertain) lost++;
      else if (!isConflict(error) && lost === 0) throw error;
      if (lost > 0 && (await done())) return { id: plan.result.id, replayed: false, entries };
      if (!isConflict(error) && !(error instanceof DataverseError && error.uncertain)) throw error;
      if (lost > MAX_LOST) throw error;
      if (tries >= MAX_TRIES) throw asProblem(error);
      await context.wait(Math.random() * PAUSE * tries);
    }
  }
}

type Prepared =
  | { readonly replayed: string }
  | { readonly changes: readonly RowChange[]; readonly entries: readonly DraftEntry[] };

async function prepare(context: WriteContext, plan: WritePlan, keyId: string | undefined): Promise<Prepared> {
  const { tables, reader, draftTables } = context;
  const snapshot = new Snapshot(tables.targets);
  const result = await evaluate(
    snapshot,
    reader.load,
    (): { readonly replayed: string } | { readonly draft: Draft } => {
      const known = keyId && snapshot.find('idempotency_key', keyId);
      if (known) {
        if (known.fingerprint !== plan.idempotency?.fingerprint)
          throw new ProtocolError('idempotency_key_reused');
        return { replayed: String(known.record) };
      }
      const draft = new Draft(snapshot, draftTables);
      for (const step of plan.steps) applyStep(draft, step);
      if (plan.idempotency && keyId)
        draft.put('idempotency_key', idempotencyKeyOf(plan, plan.idempotency, keyId));
      return { draft };
    },
  );
  if ('replayed' in result) return result;
  const { draft } = result;
  const changes = await changesOf(draft, snapshot, tables, plan.audit.at);
  return { changes, entries: [...draft.entries()] };
}

/** The audit entry of this id, asked for anew. */
async function findRow({ client, tables }: ReadContext, id: string): Promise<unknown> {
  const { entitySet, key } = tables.mappingOf('audit_entry');
  return (await client.get(entitySet, id, { select: [key] })) ?? undefined;
}

/** Another write was quicker: what was read holds no longer. */
function isConflict(error: unknown): error is DataverseError {
  return (
    error instanceof DataverseError && ['version', 'exists', 'duplicate', 'missing'].includes(error.kind)
  );
}

/** A conflict that does not pass is none with another write. */
function asProblem(error: unknown): unknown {
  if (!(error instanceof DataverseError)) return error;
  switch (error.kind) {
    case 'version':
      return new ProtocolError('store_unavailable', 'The records are being changed by others all the time.', {
        cause: error,
      });
    case 'missing':
      return new ProtocolError('invalid_reference', 'A record that is referred to does not exist.', {
        cause: error,
      });
    default:
      return error;
  }
}
