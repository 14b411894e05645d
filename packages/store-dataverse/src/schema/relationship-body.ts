import { fnv1a } from '../mapping/option-of.ts';
import { metadataLabel } from './metadata-label.ts';
import type { NeededColumn } from './needed.ts';

/** Longest name of a relationship that is safe. */
const MAX_NAME = 100;

/**
 * A new lookup to one table, by its relationship. Its navigation property bears the name of the column. When the record it
 * points to goes, it is emptied. Source: "Create and update table relationships using the Web API".
 */
export function relationshipBody(
  table: string,
  column: NeededColumn,
  target: { readonly table: string; readonly key: string },
): Readonly<Record<string, unknown>> {
  return {
    '@odata.type': 'Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
    SchemaName: relationshipName(table, column.name, target.table),
    ReferencedEntity: target.table,
    ReferencedAttribute: target.key,
    ReferencingEntity: table,
    CascadeConfiguration: {
      Assign: 'NoCascade',
      Delete: 'RemoveLink',
      Merge: 'NoCascade',
      Reparent: 'NoCascade',
      Share: 'NoCascade',
      Unshare: 'NoCascade',
    },
    Lookup: {
      '@odata.type': 'Microsoft.Dynamics.CRM.LookupAttributeMetadata',
      AttributeType: 'Lookup',
      AttributeTypeName: { Value: 'LookupType' },
      SchemaName: column.name,
      DisplayName: metadataLabel(column.label),
      RequiredLevel: {
        Value: 'None',
        CanBeChanged: true,
        ManagedPropertyLogicalName: 'canmodifyrequirementlevelsettings',
      },
    },
  };
}

/** The column's name first, for its prefix; a standard table's name has none of the publisher. */
function relationshipName(table: string, column: string, target: string): string {
  const whole = `${column}_${table}_${target}`;
  return whole.length <= MAX_NAME ? whole : `${whole.slice(0, MAX_NAME - 9)}_${fnv1a(whole).toString(16)}`;
}
