import { PRIVILEGES } from '@portico/protocol';
import { z } from 'zod';
import { RULE_IDS } from './rule-id.ts';

/**
 * The shape of a configuration: types, required keys, no unknown ones. What names mean is checked after
 * it, by the files beside this one.
 */
const text = z.string().min(1, 'must not be empty');
/** Of a permission or a waiver: it answers findings, so it must be one that somebody else can judge. */
const writtenReason = z
  .string()
  .refine(
    (reason) => reason.trim().length >= 20 && /\S\s+\S+\s+\S/.test(reason.trim()),
    'says too little: write why, in at least 20 characters and three words',
  );
const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'must be a logical name: lower case letters, digits and _, at most 63');
const limit = z.number().int().positive();

const columnBase = {
  label: text,
  classification: z.enum(['public', 'internal', 'personal', 'secret']),
  required: z.boolean().optional(),
  readOnly: z.boolean().optional(),
};

const column = z.discriminatedUnion('type', [
  z.strictObject({
    ...columnBase,
    type: z.literal('text'),
    maxLength: limit,
    format: z.enum(['multiline', 'email', 'phone', 'url']).optional(),
    autocomplete: text.optional(),
    default: z.string().optional(),
    numbering: z.string().optional(),
    stamp: z.literal('display_name').optional(),
  }),
  z.strictObject({ ...columnBase, type: z.literal('html'), maxLength: limit, rendersFrom: name.optional() }),
  z.strictObject({
    ...columnBase,
    type: z.enum(['integer', 'decimal']),
    min: z.number().optional(),
    max: z.number().optional(),
    default: z.number().optional(),
  }),
  z.strictObject({ ...columnBase, type: z.literal('boolean'), default: z.boolean().optional() }),
  z.strictObject({ ...columnBase, type: z.enum(['datetime', 'date']) }),
  z.strictObject({
    ...columnBase,
    type: z.literal('choice'),
    choices: z.array(z.strictObject({ value: text, label: text })).min(1, 'needs at least one choice'),
    default: z.string().optional(),
  }),
  z.strictObject({ ...columnBase, type: z.literal('lookup'), target: name }),
  z.strictObject({ ...columnBase, type: z.literal('count'), of: name, lookup: name }),
]);

const columns = z.record(name, column);

const table = z.strictObject({
  name,
  label: text,
  pluralLabel: text,
  title: name,
  columns,
  unique: z.array(z.array(name).min(1)).optional(),
  search: z
    .strictObject({
      weights: z.record(name, z.number().positive()),
      visibility: name,
      excerpt: name,
      facets: z.array(name),
    })
    .optional(),
});

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const permission = z.strictObject({
  id: text,
  table: text,
  webRoles: z.array(text).min(1, 'needs at least one web role; without one nobody holds it'),
  access: z.enum(['global', 'contact', 'account', 'self', 'parent']),
  via: text.optional(),
  parent: text.optional(),
  where: z.unknown().optional(),
  privileges: z.array(z.enum([...PRIVILEGES] as [string, ...string[]])),
  columns: z.strictObject({
    read: z.array(text).optional(),
    create: z.array(text).optional(),
    write: z.array(text).optional(),
  }),
  actions: z.array(text).optional(),
  reason: writtenReason.optional(),
});

const field = z.strictObject({
  column: text,
  label: text.optional(),
  input: z
    .enum([
      'text',
      'multiline',
      'email',
      'phone',
      'url',
      'number',
      'date',
      'datetime',
      'choice',
      'checkbox',
      'hidden',
    ])
    .optional(),
  required: z.boolean().optional(),
  maxLength: limit.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  autocomplete: text.optional(),
  placeholder: z.string().optional(),
  hint: z.string().optional(),
  width: z.enum(['half', 'full']).optional(),
});

const form = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, 'must be lower case letters, digits, - and _'),
  table: text,
  title: text,
  intro: z.string().optional(),
  fields: z.array(field),
  consents: z.array(z.strictObject({ name, text, required: z.boolean() })).optional(),
  fixed: z.record(z.string(), value).optional(),
  submitLabel: text,
  success: z.strictObject({ title: text, message: z.string(), redirect: text.optional() }),
  reference: text.optional(),
  campaign: z
    .partialRecord(z.enum(['source', 'medium', 'name', 'term', 'content', 'landingPage', 'referrer']), text)
    .optional(),
  deflect: z.strictObject({ field: text, tables: z.array(text).min(1) }).optional(),
});

const issuer = z.strictObject({
  issuer: text,
  audience: z.array(text).min(1, 'name the audience that tokens for this adapter carry'),
  algorithms: z.array(text).min(1, 'name the algorithms the issuer signs with, such as RS256'),
  jwksUri: text.optional(),
  clockTolerance: z.number().min(0).max(60, 'is at most 60 seconds').optional(),
  tokenType: text.optional(),
  accessClaims: z.array(text).min(1, 'names no claim; leave it out for scope, scp and client_id').optional(),
  clientIds: z.array(text).min(1, 'names no client; leave it out to accept those of any').optional(),
  maxTokenAge: z.int().min(1).max(2_678_400, 'is at most 2678400 seconds, which are 31 days').optional(),
  claims: z.strictObject({
    displayName: text.optional(),
    roles: z.strictObject({ claim: text, webRoles: z.record(z.string(), text) }).optional(),
  }),
  linkByVerifiedEmail: z.boolean().optional(),
  registration: z.enum(['open', 'closed']).optional(),
});

const columnsOrAny = z
  .union([z.literal(true), z.array(text).min(1, 'names no column; list some, or write true for any')])
  .optional();

const assertedRights = z
  .strictObject({
    read: columnsOrAny,
    create: columnsOrAny,
    write: columnsOrAny,
    delete: z.literal(true).optional(),
    append: z.literal(true).optional(),
    append_to: z.literal(true).optional(),
    actions: z.array(text).min(1, 'names no action').optional(),
  })
  .refine((rights) => Object.keys(rights).length > 0, 'says nothing; name a privilege or actions');

const assertion = z.strictObject({
  webRoles: z.array(text).min(1, 'needs at least one web role'),
  table: text,
  records: z.enum(['any', 'of-others', 'of-other-accounts']).optional(),
  may: assertedRights.optional(),
  mayNot: assertedRights.optional(),
});

const waiver = z.strictObject({
  rule: z.enum(RULE_IDS, 'is not a rule of portico check'),
  permission: text.optional(),
  table: text.optional(),
  column: text.optional(),
  reason: writtenReason,
  until: z.iso.date('must be a day such as 2027-01-31'),
});

/** Keys beside these are left alone: a configuration file holds a store and more next to the site. */
export const configShape = z.looseObject({
  site: z.strictObject({
    name: text,
    locales: z.array(text).min(1, 'name at least the default locale'),
    origins: z.array(z.string()),
  }),
  identity: z
    .strictObject({
      signIn: z.strictObject({ issuer: text, clientId: text, scope: text }).optional(),
      issuers: z.array(issuer).min(1, 'name at least one issuer'),
    })
    .optional(),
  webRoles: z.array(text),
  tables: z.array(table).optional(),
  columns: z.record(z.string(), columns).optional(),
  tablePermissions: z.array(permission),
  forms: z.array(form).optional(),
  assertions: z.array(assertion).optional(),
  acknowledge: z.array(waiver).optional(),
});
