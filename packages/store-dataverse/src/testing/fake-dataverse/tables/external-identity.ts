import type { TableDefinition } from '../schema/table-definition.ts';

export const externalIdentity: TableDefinition = {
  name: 'adx_externalidentity',
  set: 'adx_externalidentities',
  label: 'External Identity',
  key: 'adx_externalidentityid',
  primaryName: 'adx_username',
  columns: {
    adx_username: { type: 'text', maxLength: 250 },
    adx_identityprovidername: { type: 'text', maxLength: 250 },
    adx_contactid: {
      type: 'lookup',
      targets: [
        {
          table: 'contact',
          navigation: 'adx_contactid',
          collection: 'adx_contact_externalidentity',
          onDelete: 'cascade',
        },
      ],
    },
  },
};
