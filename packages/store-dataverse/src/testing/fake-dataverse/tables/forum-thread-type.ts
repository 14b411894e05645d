import type { TableDefinition } from '../schema/table-definition.ts';

export const forumThreadType: TableDefinition = {
  name: 'adx_forumthreadtype',
  set: 'adx_forumthreadtypes',
  label: 'Forum Thread Type',
  key: 'adx_forumthreadtypeid',
  primaryName: 'adx_name',
  columns: {
    adx_name: { type: 'text', maxLength: 100, required: true },
    adx_isdefault: { type: 'boolean', default: false },
    adx_requiresanswer: { type: 'boolean', default: false },
    adx_allowsvoting: { type: 'boolean', default: false },
    adx_displayorder: { type: 'integer', min: 0 },
  },
};
