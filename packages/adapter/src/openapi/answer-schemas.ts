import type {
  ActionResult,
  FormDefinition,
  FormReceipt,
  Problem,
  ProblemCode,
  SearchPage,
  SessionInfo,
  SiteInfo,
  Snippet,
  Suggestions,
} from '@portico/protocol';
import { PRIVILEGES, PROBLEMS } from '@portico/protocol';
import { z } from 'zod';

/*
 * The answers of the wire as schemas: for the OpenAPI document, and for tests that hold real answers against
 * them. Answers are not validated while serving. The types of `@portico/protocol` are the contract; where a
 * schema can be held against its type, `satisfies` does it.
 */

const storedValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const lookupValue = z.looseObject({
  id: z.guid(),
  table: z.string(),
  label: z.string().nullable().describe('Null when the reader may not read the record.'),
});

const cellValue = z.union([storedValue, lookupValue]).meta({ id: 'CellValue' });

export const tableRecord = z
  .object({ id: z.guid(), etag: z.string() })
  .catchall(cellValue)
  .describe('The columns asked for that the reader may read in this very record.')
  .meta({ id: 'TableRecord' });

export const siteInfo = z
  .strictObject({
    name: z.string(),
    locales: z.array(z.string()),
    sdk: z.string().describe('Version of the browser files.'),
    identity: z.strictObject({ issuer: z.string(), clientId: z.string(), scope: z.string() }).exactOptional(),
    forms: z.array(z.string()),
    uploads: z.strictObject({ maxBytes: z.int(), types: z.array(z.string()) }),
  })
  .meta({ id: 'SiteInfo' }) satisfies z.ZodType<SiteInfo>;

export const sessionInfo = z
  .strictObject({
    authenticated: z.boolean(),
    displayName: z.string().nullable(),
    webRoles: z.array(z.string()),
    contact: z.guid().nullable(),
    account: z.guid().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SessionInfo' }) satisfies z.ZodType<SessionInfo>;

const segments = z.array(z.strictObject({ text: z.string(), match: z.boolean() }));

const searchHit = z
  .strictObject({
    table: z.string(),
    id: z.guid(),
    title: segments,
    excerpt: segments,
    values: z.record(z.string(), cellValue),
  })
  .meta({ id: 'SearchHit' });

const facet = z.strictObject({
  table: z.string(),
  column: z.string(),
  label: z.string(),
  values: z.array(z.strictObject({ value: storedValue, label: z.string(), count: z.int() })),
});

export const searchPage = z
  .strictObject({
    hits: z.array(searchHit),
    count: z.int().describe('Exact number of matching records the caller may read.'),
    facets: z.array(facet),
    correctedQuery: z.string().nullable(),
    cursor: z.string().nullable(),
  })
  .meta({ id: 'SearchPage' }) satisfies z.ZodType<Omit<SearchPage, 'hits'>>;

export const suggestions = z
  .strictObject({ completions: z.array(z.string()), hits: z.array(searchHit) })
  .meta({ id: 'Suggestions' }) satisfies z.ZodType<Omit<Suggestions, 'hits'>>;

const columnInfo = z.strictObject({
  schema: z.looseObject({ type: z.string(), label: z.string(), classification: z.string() }),
  read: z.boolean(),
  create: z.boolean(),
  write: z.boolean(),
});

export const tableInfo = z
  .strictObject({
    name: z.string(),
    label: z.string(),
    pluralLabel: z.string(),
    title: z.string(),
    columns: z.record(z.string(), columnInfo),
    privileges: z.array(z.enum(PRIVILEGES)),
    actions: z.array(z.string()),
  })
  .meta({ id: 'TableInfo' });

export const recordPage = z
  .strictObject({
    records: z.array(tableRecord),
    cursor: z.string().nullable().describe('Null on the last page.'),
    count: z.int().exactOptional(),
  })
  .meta({ id: 'RecordPage' });

export const writtenRecord = z
  .strictObject({
    id: z.guid(),
    record: tableRecord.nullable().describe('Null when the writer may not read it.'),
  })
  .meta({ id: 'WrittenRecord' });

export const actionResult = z
  .strictObject({ record: tableRecord.nullable() })
  .meta({ id: 'ActionResult' }) satisfies z.ZodType<{ record: unknown }, ActionResult>;

const INPUTS = [
  ...(['text', 'multiline', 'email', 'phone', 'url', 'number'] as const),
  ...(['date', 'datetime', 'choice', 'checkbox', 'hidden'] as const),
] as const;

const formField = z.strictObject({
  name: z.string(),
  label: z.string(),
  input: z.enum(INPUTS),
  required: z.boolean(),
  maxLength: z.int().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string() })).exactOptional(),
  autocomplete: z.string().exactOptional(),
  placeholder: z.string().exactOptional(),
  hint: z.string().exactOptional(),
  width: z.enum(['half', 'full']).exactOptional(),
});

export const formDefinition = z
  .strictObject({
    name: z.string(),
    table: z.string(),
    title: z.string(),
    intro: z.string(),
    fields: z.array(formField),
    consents: z.array(z.strictObject({ name: z.string(), text: z.string(), required: z.boolean() })),
    submitLabel: z.string(),
    success: z.strictObject({ title: z.string(), message: z.string(), redirect: z.string().exactOptional() }),
    deflect: z.strictObject({ field: z.string(), tables: z.array(z.string()) }).exactOptional(),
  })
  .meta({ id: 'FormDefinition' }) satisfies z.ZodType<FormDefinition>;

export const formReceipt = z
  .strictObject({
    id: z.guid(),
    reference: z.string().nullable().describe('A number a person can quote.'),
    title: z.string(),
    message: z.string(),
    redirect: z.string().exactOptional(),
  })
  .meta({ id: 'FormReceipt' }) satisfies z.ZodType<FormReceipt>;

export const snippet = z
  .strictObject({ name: z.string(), locale: z.string(), html: z.string().describe('Sanitized.') })
  .meta({ id: 'Snippet' }) satisfies z.ZodType<Snippet>;

export const problem = z
  .strictObject({
    type: z.string().describe('A URI reference; resolve it against the address of the adapter.'),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    detail: z.string().exactOptional(),
    issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).exactOptional(),
  })
  .meta({ id: 'Problem' }) satisfies z.ZodType<Problem>;
