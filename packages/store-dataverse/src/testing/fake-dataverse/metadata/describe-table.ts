import type { AlternateKey, LookupTarget } from '../schema/table-definition.ts';
import type { Table } from '../world/table.ts';
import type { World } from '../world/world.ts';
import type { DefinitionObject } from './definition-object.ts';
import { describeColumn } from './describe-column.ts';
import { label } from './labels.ts';
import { metadataId } from './metadata-id.ts';
import { privilegesOn } from './privileges.ts';

/** Describes a table as an `EntityMetadata`. */
export function describeTable(world: World, table: Table): DefinitionObject {
  const { definition } = table;
  const { name, set, key, primaryName } = definition;
  return {
    type: 'Microsoft.Dynamics.CRM.EntityMetadata',
    base: {
      MetadataId: metadataId(name),
      LogicalName: name,
      SchemaName: definition.schemaName ?? name,
      EntitySetName: set,
      LogicalCollectionName: set,
      CollectionSchemaName: set,
      PrimaryIdAttribute: key,
      PrimaryNameAttribute: primaryName,
      OwnershipType: 'UserOwned',
      IsCustomEntity: definition.custom === true,
      IsActivity: false,
      HasNotes: false,
      HasActivities: false,
      ChangeTrackingEnabled: definition.changeTracking === true,
      IsOptimisticConcurrencyEnabled: true,
      DisplayName: label(definition.label),
      DisplayCollectionName: label(`${definition.label}s`),
      Description: label(''),
      Privileges: privilegesOn(name, definition.schemaName),
    },
    derived: {},
    related: {
      Attributes: () => describeColumns(table),
      Keys: () => (definition.keys ?? []).map((one) => describeKey(name, one)),
      ManyToOneRelationships: () => relationshipsFrom(world, table),
      OneToManyRelationships: () =>
        [...world.tables()].flatMap((other) =>
          relationshipsFrom(world, other).filter(({ base }) => base.ReferencedEntity === name),
        ),
    },
  };
}

export const describeColumns = ({ definition }: Table): readonly DefinitionObject[] =>
  Object.entries(definition.columns).map(([name, column]) => describeColumn(definition, name, column));

/** The one-to-many relationships that the lookups of a table are part of. */
export function relationshipsFrom(world: World, table: Table): readonly DefinitionObject[] {
  return [...table.navigations.values()].map(({ column, target }) =>
    describeRelationship(world, table, column, target),
  );
}

function describeRelationship(
  world: World,
  table: Table,
  column: string,
  { table: referenced, navigation, collection, onDelete = 'clear' }: LookupTarget,
): DefinitionObject {
  return {
    type: 'Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata',
    base: {
      MetadataId: metadataId('relationship', table.name, collection, referenced),
      SchemaName: collection,
      RelationshipType: 'OneToManyRelationship',
      IsCustomRelationship: collection.includes('_') && table.definition.custom === true,
      ReferencedEntity: referenced,
      ReferencedAttribute: world.tableOf(referenced)?.definition.key ?? `${referenced}id`,
      ReferencingEntity: table.name,
      ReferencingAttribute: column,
      ReferencingEntityNavigationPropertyName: navigation,
      ReferencedEntityNavigationPropertyName: collection,
      CascadeConfiguration: {
        Delete: { clear: 'RemoveLink', restrict: 'Restrict', cascade: 'Cascade' }[onDelete],
      },
    },
    derived: {},
    related: {},
  };
}

function describeKey(table: string, { name, columns }: AlternateKey): DefinitionObject {
  return {
    type: 'Microsoft.Dynamics.CRM.EntityKeyMetadata',
    base: {
      MetadataId: metadataId('key', table, name),
      LogicalName: name.toLowerCase(),
      SchemaName: name,
      EntityLogicalName: table,
      KeyAttributes: columns,
      EntityKeyIndexStatus: 'Active',
      DisplayName: label(name),
    },
    derived: {},
    related: {},
  };
}
