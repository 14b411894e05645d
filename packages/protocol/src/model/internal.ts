import type { TableSchema } from '../schema.ts';
import { lookup, text, timestamps } from './columns.ts';

/** Tables of the adapter's own. No table permission may name them. */
const created_at = timestamps.created_at;

/**
 * Ties an issuer's subject to a contact. A contact has one subject of an issuer: an e-mail address that was given to
 * somebody else opens nothing.
 */
export const identity: TableSchema = {
  name: 'identity',
  label: 'Identity',
  pluralLabel: 'Identities',
  title: 'subject',
  columns: {
    issuer: text('Issuer', 500, 'internal', { required: true }),
    subject: text('Subject', 300, 'personal', { required: true }),
    contact: lookup('Contact', 'contact', 'personal', { required: true }),
    created_at,
  },
  unique: [
    ['issuer', 'subject'],
    ['issuer', 'contact'],
  ],
};

/** Who did what to which record. Holds ids and codes, never values. */
export const auditEntry: TableSchema = {
  name: 'audit_entry',
  label: 'Audit entry',
  pluralLabel: 'Audit entries',
  title: 'event',
  columns: {
    event: text('Event', 80, 'internal', { required: true }),
    table: text('Table', 63, 'internal', { required: true }),
    record: text('Record', 36, 'internal', { required: true }),
    contact: text('Contact', 36, 'personal'),
    permission: text('Table permission', 200, 'internal'),
    created_at,
  },
};

/** A consent as it was given: the words, when, and for which record. */
export const consent: TableSchema = {
  name: 'consent',
  label: 'Consent',
  pluralLabel: 'Consents',
  title: 'name',
  columns: {
    form: text('Form', 63, 'internal', { required: true }),
    name: text('Consent', 63, 'internal', { required: true }),
    text: text('Words', 4000, 'internal', { required: true }),
    given: {
      type: 'boolean',
      label: 'Given',
      classification: 'internal',
      required: true,
    },
    table: text('Table', 63, 'internal', { required: true }),
    record: text('Record', 36, 'internal', { required: true }),
    locale: text('Language', 35, 'internal'),
    origin: text('Website', 500, 'internal'),
    created_at,
  },
};

/** What happened on the site worth counting: searches, deflections, views. No person is named. */
export const interaction: TableSchema = {
  name: 'interaction',
  label: 'Interaction',
  pluralLabel: 'Interactions',
  title: 'event',
  columns: {
    event: text('Event', 80, 'internal', { required: true }),
    table: text('Table', 63, 'internal'),
    record: text('Record', 36, 'internal'),
    detail: text('Detail', 500, 'internal'),
    created_at,
  },
};

/** Lets a create that is sent twice happen once. Keeps the record's id, never the body. */
export const idempotencyKey: TableSchema = {
  name: 'idempotency_key',
  label: 'Idempotency key',
  pluralLabel: 'Idempotency keys',
  title: 'key',
  columns: {
    scope: text('Scope', 300, 'internal', { required: true }),
    key: text('Key', 200, 'internal', { required: true }),
    fingerprint: text('Fingerprint', 100, 'internal', { required: true }),
    table: text('Table', 63, 'internal', { required: true }),
    record: text('Record', 36, 'internal', { required: true }),
    created_at,
  },
  unique: [['scope', 'key']],
};

/** Mail and webhooks waiting to be sent, written with the record that causes them. */
export const outboxMessage: TableSchema = {
  name: 'outbox_message',
  label: 'Outbox message',
  pluralLabel: 'Outbox messages',
  title: 'event',
  columns: {
    event: text('Event', 80, 'internal', { required: true }),
    table: text('Table', 63, 'internal', { required: true }),
    record: text('Record', 36, 'internal', { required: true }),
    attempts: {
      type: 'integer',
      label: 'Attempts',
      classification: 'internal',
      default: 0,
    },
    sent_at: { type: 'datetime', label: 'Sent', classification: 'internal' },
    created_at,
  },
};
