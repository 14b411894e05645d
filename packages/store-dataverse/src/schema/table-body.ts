import { attributeBody } from './attribute-body.ts';
import { metadataLabel } from './metadata-label.ts';
import type { NeededTable } from './needed.ts';

/** Room for a title, cut. */
const LABEL_LENGTH = 200;

/**
 * The definition of a new table with its primary name column; the others follow one by one. It belongs to the
 * organization: who may see a record is said by Portico's table permissions, not by owners. Source: "Create and update
 * table definitions using the Web API".
 */
export function tableBody({ name, make, changeTracking }: NeededTable): Readonly<Record<string, unknown>> {
  if (!make) throw new Error(`The table ${name} is not Portico's to make.`);
  const primary = {
    ...attributeBody({
      name: make.primaryName,
      label: 'Label',
      shape: { type: 'text', maxLength: LABEL_LENGTH },
    }),
    IsPrimaryName: true,
  };
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.EntityMetadata',
    SchemaName: name,
    EntitySetName: make.entitySet,
    DisplayName: metadataLabel(make.label),
    DisplayCollectionName: metadataLabel(make.pluralLabel),
    Description: metadataLabel('Kept by Portico.'),
    OwnershipType: 'OrganizationOwned',
    IsActivity: false,
    HasActivities: false,
    HasNotes: false,
    ChangeTrackingEnabled: changeTracking,
    Attributes: [primary],
  };
}
