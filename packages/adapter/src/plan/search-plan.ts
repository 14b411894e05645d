import {
  EVERYTHING,
  type Filter,
  ProtocolError,
  type SearchSchema,
  type TableSchema,
} from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import { guard } from '../filter/guard.ts';
import { simplify } from '../filter/simplify.ts';
import { specialise } from '../filter/specialise.ts';
import { readableSomewhere } from '../permissions/readable-where.ts';
import { MAX_QUERY_LENGTH } from '../search/tokenize.ts';
import { checkFilter, guardScope } from './check-filter.ts';
import type { Grant, SearchClassPlan, SearchPlan, SearchTablePlan } from './plan.ts';
import type { Planning } from './planning.ts';
import { projectionOf, readableColumns } from './projection.ts';

export interface SearchRequest {
  readonly text: string;
  /** Absent: every searched table the subject may read. */
  readonly tables?: readonly string[];
  /** Applies to each table searched, so it names columns that all of them have. */
  readonly filter?: Filter;
  readonly facets: boolean;
  /** 1 to 50. */
  readonly limit: number;
  /** 0 to 1000: nobody reads further, and a store need not rank further. */
  readonly offset: number;
  /** `suggest` completes the last word and corrects nothing. */
  readonly mode: 'search' | 'suggest';
}

const MAX_HITS = 50;
const MAX_OFFSET = 1000;
const COMPLETIONS = 5;

export function searchPlan(planning: Planning, request: SearchRequest): SearchPlan {
  checkRange('limit', request.limit, 1, MAX_HITS);
  checkRange('offset', request.offset, 0, MAX_OFFSET);
  const plans = new Map<string, SearchTablePlan>();
  for (const table of planning.site.tables.values()) {
    if (request.tables && !request.tables.includes(table.name)) continue;
    const plan = tablePlan(planning, table, request);
    if (plan) plans.set(table.name, plan);
  }
  const missing = request.tables?.find((name) => !plans.has(name));
  if (missing !== undefined)
    throw new ProtocolError('invalid_parameter', '', {
      issues: [{ path: 'tables', message: 'Takes names of tables that can be searched.' }],
    });
  const suggesting = request.mode === 'suggest';
  return {
    type: 'search',
    text: request.text.toWellFormed().slice(0, MAX_QUERY_LENGTH).toWellFormed(),
    tables: [...plans.values()],
    limit: request.limit,
    offset: request.offset,
    prefix: suggesting,
    correct: !suggesting,
    completions: suggesting ? COMPLETIONS : 0,
  };
}

/** Null when there is nothing of the table that the subject could find. */
function tablePlan(planning: Planning, table: TableSchema, request: SearchRequest): SearchTablePlan | null {
  const { search } = table;
  const grants = planning.rights.grants(table.name, 'read');
  if (!search || grants.length === 0) return null;
  const indexed = Object.keys(search.weights);
  const columns = indexed.filter((name) => readableSomewhere(grants, name));
  const classes = classPlans(table, search, grants, indexed);
  if (columns.length === 0 || classes.length === 0) return null;
  const where = request.filter
    ? simplify(guard(checkFilter(planning, table, request.filter), guardScope(planning, table)))
    : EVERYTHING;
  return {
    projection: projectionOf(planning, table, grants, { select: hitColumns(table, search, grants) }),
    columns,
    classes,
    where,
    facets: request.facets ? search.facets.filter((name) => readableSomewhere(grants, name)) : [],
  };
}

function classPlans(
  table: TableSchema,
  search: SearchSchema,
  grants: readonly Grant[],
  indexed: readonly string[],
): SearchClassPlan[] {
  const column = columnOf(table, search.visibility);
  if (column?.type !== 'choice') return [];
  const classes: SearchClassPlan[] = [];
  for (const { value: visibility } of column.choices) {
    const standing: Grant[] = [];
    for (const grant of grants) {
      const filter = simplify(specialise(grant.filter, search.visibility, visibility));
      if (filter.type !== 'nothing') standing.push({ ...grant, filter });
    }
    if (standing.length === 0) continue;
    const whole = indexed.every((name) =>
      standing.some((grant) => grant.filter.type === 'everything' && grant.columns.has(name)),
    );
    classes.push({ visibility, grants: standing, whole });
  }
  return classes;
}

/** What a hit shows: its title, the source of its excerpt, and the facet and date columns. */
function hitColumns(table: TableSchema, search: SearchSchema, grants: readonly Grant[]): string[] {
  const shown = new Set([table.title, search.excerpt, ...search.facets]);
  return readableColumns(table, grants).filter((name) => {
    const type = columnOf(table, name)?.type;
    return shown.has(name) || type === 'date' || type === 'datetime';
  });
}

function checkRange(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new ProtocolError('invalid_parameter', `The ${name} is a whole number from ${least} to ${most}.`);
}
