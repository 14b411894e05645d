import type { TableSchema } from '@portico/protocol';

/** A small table to write to. */
export const NOTE: TableSchema = {
  name: 'note',
  label: 'Note',
  pluralLabel: 'Notes',
  title: 'title',
  columns: {
    title: { type: 'text', label: 'Title', maxLength: 200, classification: 'internal' },
    amount: { type: 'integer', label: 'Amount', classification: 'internal' },
    done: { type: 'boolean', label: 'Done', classification: 'internal' },
    number: {
      type: 'text',
      label: 'Number',
      maxLength: 20,
      classification: 'internal',
      readOnly: true,
      numbering: 'N-',
    },
    parent: { type: 'lookup', label: 'Parent', target: 'note', classification: 'internal' },
    visibility: {
      type: 'choice',
      label: 'Visible to',
      classification: 'internal',
      choices: [
        { value: 'public', label: 'Everyone' },
        { value: 'staff', label: 'Staff' },
      ],
    },
    created_at: { type: 'datetime', label: 'Created', classification: 'internal', readOnly: true },
  },
  unique: [['title']],
  search: { weights: { title: 1 }, visibility: 'visibility', excerpt: 'title', facets: ['visibility'] },
};
