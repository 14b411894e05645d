import type { TableDefinition } from '../schema/table-definition.ts';

export const websiteLanguage: TableDefinition = {
  name: 'adx_websitelanguage',
  set: 'adx_websitelanguages',
  label: 'Website Language',
  key: 'adx_websitelanguageid',
  primaryName: 'adx_name',
  columns: { adx_name: { type: 'text', maxLength: 100, required: true } },
};
