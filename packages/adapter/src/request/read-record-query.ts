import {
  LOGICAL_NAME,
  MAX_LIMIT,
  ProtocolError,
  parseNames,
  parseSort,
  type RecordQuery,
} from '@portico/protocol';
import { z } from 'zod';
import { readFilter } from './read-filter.ts';
import { flag, readParameters, wholeNumber } from './read-parameters.ts';

const MAX_NAMES = 4000;
const names = z.string().min(1).max(MAX_NAMES);

/** Parameters of a list of records. */
export const listParameters = z.strictObject({
  select: names.optional().describe('Columns to return, comma-separated; absent: all the reader may read.'),
  filter: z.string().max(8192).optional().describe('A Filter as JSON.'),
  sort: names.optional().describe('Columns, comma-separated, `-` before a descending one.'),
  limit: wholeNumber(1, MAX_LIMIT).optional().describe('Records per page; default 20.'),
  cursor: z.string().min(1).max(8192).optional().describe('Opaque, from the page before.'),
  count: flag().optional().describe('Whether to return the exact number of matching records.'),
  expand: names.optional().describe('Lookups whose records to return in place, comma-separated.'),
});

/** Parameters of one record. */
export const recordParameters = listParameters.pick({ select: true, expand: true });

/** What a client asks of a list; see `RecordQuery`. Names and shapes are checked here, columns by the plan. */
export function readRecordQuery(url: URL): RecordQuery {
  const { select, filter, sort, expand, ...rest } = readParameters(url, listParameters);
  return withoutAbsent({
    ...rest,
    select: readNames(select),
    expand: readNames(expand),
    sort: readSort(sort),
    filter: filter === undefined ? undefined : readFilter(filter),
  });
}

/** Which columns of one record a client asks for. */
export function readRecordOptions(url: URL): Pick<RecordQuery, 'select' | 'expand'> {
  const { select, expand } = readParameters(url, recordParameters);
  return withoutAbsent({ select: readNames(select), expand: readNames(expand) });
}

function readNames(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  return parseNames(text).map(checkName);
}

function readSort(text: string | undefined): RecordQuery['sort'] {
  if (text === undefined) return undefined;
  const sort = parseSort(text);
  if (new Set(sort.map(({ column }) => column)).size !== sort.length) {
    throw new ProtocolError('invalid_parameter', 'The sort names a column twice.');
  }
  for (const { column } of sort) checkName(column);
  return sort;
}

/** A name of another form cannot be a column; it is as unknown as one that no table has. */
function checkName(name: string): string {
  if (LOGICAL_NAME.test(name)) return name;
  throw new ProtocolError('unknown_column', '', {
    issues: [{ path: name.slice(0, 63), message: 'This column is unknown.' }],
  });
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** With `exactOptionalPropertyTypes` an absent member is not an undefined one. */
function withoutAbsent<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Present<T>;
}
