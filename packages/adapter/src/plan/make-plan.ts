import type { FormSubmission, RecordQuery, TableInfo, TableSchema } from '@portico/protocol';
import type { Subject } from '../authenticate/subject.ts';
import type { Site } from '../config/site.ts';
import type { FormConfig } from '../config/site-config.ts';
import { actionSteps } from './actions/action-steps.ts';
import type { ChangeContext, WriteContext } from './context.ts';
import { planCreate } from './create-step.ts';
import { explainPlan } from './explain-plan.ts';
import {
  contactOfPlan,
  findContactByEmailPlan,
  findIdentityPlan,
  linkStep,
  type Person,
  registerSteps,
  SYSTEM_IDENTITY,
} from './identity-plans.ts';
import { type ImportedRecord, importSteps, removalStep, SYSTEM_IMPORT } from './import-steps.ts';
import { getPlan, listPlan } from './list-plan.ts';
import {
  type MirroredChanges,
  type MirrorQuery,
  mirrorListPlan,
  mirrorResult,
  mirrorSteps,
} from './mirror-plans.ts';
import type { GetPlan, Grant, ListPlan, Made, Position, SearchPlan, WritePlan, WriteStep } from './plan.ts';
import { checkId, knownTable, planningFor } from './planning.ts';
import type { ProjectionRequest } from './projection.ts';
import { receiptPlan } from './receipt-plan.ts';
import { type SearchRequest, searchPlan } from './search-plan.ts';
import { planSubmission, type SubmissionContext } from './submission-steps.ts';
import { tableInfo } from './table-info.ts';
import { planDelete, planUpdate } from './update-step.ts';

export type { ChangeContext, WriteContext } from './context.ts';
export type { Person } from './identity-plans.ts';
export type { ImportedRecord } from './import-steps.ts';
export type { MirroredChanges, MirrorQuery } from './mirror-plans.ts';
export type { ProjectionRequest } from './projection.ts';
export type { SearchRequest } from './search-plan.ts';
export type { SubmissionContext } from './submission-steps.ts';

/**
 * The only way to a plan, and so to a store. Each method puts the subject's permissions into what it
 * returns, or throws a `ProtocolError`. Pure: the same arguments give the same plan.
 */
export type Planner = ReturnType<typeof createPlanner>;

export function createPlanner(site: Site) {
  return {
    /** Records of a table. `after` comes from a cursor; null for the first page. */
    list(subject: Subject, table: string, query: RecordQuery, after: Position | null): Made<ListPlan> {
      return made(listPlan(planningFor(site, subject), table, query, after));
    },

    get(subject: Subject, table: string, id: string, options: ProjectionRequest = {}): Made<GetPlan> {
      return made(getPlan(planningFor(site, subject), table, id, options));
    },

    create(subject: Subject, table: string, values: unknown, context: WriteContext): Made<WritePlan> {
      const planning = planningFor(site, subject);
      const known = knownTable(planning, table);
      const { step, candidates } = planCreate(planning, known, { values }, context);
      return write(subject, `${table}.create`, candidates, [step], step.record.id, context);
    },

    update(
      subject: Subject,
      table: string,
      id: string,
      changes: unknown,
      context: ChangeContext,
    ): Made<WritePlan> {
      const planning = planningFor(site, subject);
      const known = knownTable(planning, table);
      checkId(id);
      const { step, candidates } = planUpdate(planning, known, id, changes, context);
      return write(subject, `${table}.update`, candidates, [step], id, context);
    },

    delete(subject: Subject, table: string, id: string, context: ChangeContext): Made<WritePlan> {
      const planning = planningFor(site, subject);
      const known = knownTable(planning, table);
      checkId(id);
      const { step, candidates } = planDelete(planning, known, id, context);
      return write(subject, `${table}.delete`, candidates, [step], id, context);
    },

    /** A named command. Its input was checked by the protocol's schema of `ActionInputs`. */
    action(
      subject: Subject,
      table: string,
      id: string,
      action: string,
      input: unknown,
      context: WriteContext,
    ): Made<WritePlan> {
      const planning = planningFor(site, subject);
      const known = knownTable(planning, table);
      checkId(id);
      const steps = actionSteps({ planning, table: known, id, action, input, context });
      const grants = planning.rights.grants(table, `action:${action}`);
      return write(subject, `${table}.${action}`, grants, steps, id, context);
    },

    submission(
      subject: Subject,
      form: FormConfig,
      submission: FormSubmission,
      context: SubmissionContext,
    ): Made<WritePlan> {
      const planned = planSubmission(planningFor(site, subject), form, submission, context);
      const steps = [planned.step, ...planned.consents];
      return write(subject, `form.${form.name}`, planned.candidates, steps, planned.step.record.id, context);
    },

    /** The reference of a submission just made, for its sender; see {@link FormConfig.reference}. */
    receipt(form: FormConfig, id: string): Made<GetPlan> {
      return made(receiptPlan(site, form, id));
    },

    search(subject: Subject, request: SearchRequest): Made<SearchPlan> {
      return made(searchPlan(planningFor(site, subject), request));
    },

    /** The table, if the subject has any right on it; else `not_found`, as for one that does not exist. */
    knownTable(subject: Subject, table: string): TableSchema {
      return knownTable(planningFor(site, subject), table);
    },

    tableInfo(subject: Subject, table: string): TableInfo {
      return tableInfo(planningFor(site, subject), table);
    },

    findIdentity(issuer: string, subject: string): Made<ListPlan> {
      return made(findIdentityPlan(site, issuer, subject));
    },

    findContactByEmail(email: string): Made<ListPlan> {
      return made(findContactByEmailPlan(site, email));
    },

    contactOf(id: string): Made<GetPlan> {
      return made(contactOfPlan(site, id));
    },

    /** Makes a contact for an unknown subject. Refused with `duplicate_record` when it is known meanwhile. */
    register(person: Person, context: WriteContext): Made<WritePlan> {
      const steps = registerSteps(site, person, context);
      return system(SYSTEM_IDENTITY, 'identity.register', steps, context);
    },

    /** Ties an unknown subject to a contact there is. */
    link(person: Person & { readonly contact: string }, context: WriteContext): Made<WritePlan> {
      return system(SYSTEM_IDENTITY, 'identity.link', [linkStep(site, person, context)], context);
    },

    /** Puts an operator's records into any table but the adapter's own, `identity` excepted. */
    importRecords(table: string, records: readonly ImportedRecord[], context: WriteContext): Made<WritePlan> {
      return system(SYSTEM_IMPORT, `${table}.import`, importSteps(site, table, records, context), context);
    },

    /** Takes an operator's records away again, by id. Those that are not there are passed over. */
    removeImported(table: string, ids: readonly string[], context: WriteContext): Made<WritePlan> {
      const step = removalStep(site, table, ids);
      const result = { table, id: ids[0] as string };
      return systemWrite(SYSTEM_IMPORT, `${table}.remove`, [step], result, context);
    },

    /** What `portico explain` reads of one record: these columns, of whomever it is. For no route. */
    explainRecord(table: string, columns: readonly string[], id: string): Made<GetPlan> {
      return made(explainPlan(site, table, columns, id));
    },
  };

  function write(
    subject: Subject,
    event: string,
    candidates: readonly Grant[],
    steps: readonly WriteStep[],
    id: string,
    context: WriteContext,
  ): Made<WritePlan> {
    const permission = candidates.map((grant) => grant.permission).join(' ') || undefined;
    return made({
      type: 'write',
      steps,
      result: { table: (steps[0] as WriteStep).table.name, id },
      audit: {
        event,
        contact: subject.contact,
        permission: permission?.slice(0, 200) ?? null,
        at: context.now,
      },
      ...(context.idempotency && { idempotency: context.idempotency }),
    });
  }

  function system(
    permission: string,
    event: string,
    steps: readonly WriteStep[],
    context: WriteContext,
  ): Made<WritePlan> {
    const first = steps[0];
    if (first?.type !== 'create') throw new Error('A system write starts with a record to make.');
    const result = { table: first.table.name, id: first.record.id };
    return systemWrite(permission, event, steps, result, context);
  }

  function systemWrite(
    permission: string,
    event: string,
    steps: readonly WriteStep[],
    result: WritePlan['result'],
    context: WriteContext,
  ): Made<WritePlan> {
    return made({
      type: 'write',
      steps,
      result,
      audit: { event, contact: null, permission, at: context.now },
      ...(context.idempotency && { idempotency: context.idempotency }),
    });
  }
}

/**
 * Plans by which a store keeps a copy of another's records, such as an index to search in. They reach every
 * record under `system:import`, and need no site: the tables are the copy's own, and its records are those of a
 * store that was written by plans already.
 */
export const mirrorPlanner = {
  /** Puts records and takes others away, all or nothing. Throws when there is nothing to do. */
  mirror(changes: readonly MirroredChanges[], context: Pick<WriteContext, 'now'>): Made<WritePlan> {
    const result = mirrorResult(changes);
    const event = `${result.table}.mirror`;
    const audit = { event, contact: null, permission: SYSTEM_IMPORT, at: context.now };
    return made({ type: 'write', steps: mirrorSteps(changes), result, audit });
  },

  /** Records of the copy in the order of their ids. */
  mirrored(table: TableSchema, query: MirrorQuery): Made<ListPlan> {
    return made(mirrorListPlan(table, query));
  },
} as const;

/** Brands a plan. Not exported: this file alone makes plans. */
function made<P extends object>(plan: P): Made<P> {
  return Object.freeze(plan) as Made<P>;
}
