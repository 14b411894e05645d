import type { ApiRequest, Json } from '../request/exchange.ts';
import { badPayload, Fault, notModelled } from '../request/fault.ts';
import type { LookupTarget } from '../schema/table-definition.ts';
import type { World } from '../world/world.ts';
import { parseBody } from '../write/read-body.ts';
import { addColumn } from './create-column.ts';
import { labelText } from './labels.ts';
import { metadataId } from './metadata-id.ts';
import { readSchemaName } from './read-column.ts';

const SET = 'RelationshipDefinitions';
const TYPE = /^#?Microsoft\.Dynamics\.CRM\.(\w+)$/;
const ON_DELETE: Readonly<Record<string, LookupTarget['onDelete']>> = {
  RemoveLink: 'clear',
  Restrict: 'restrict',
  Cascade: 'cascade',
};

/**
 * `POST RelationshipDefinitions`: a one-to-many relationship with the lookup it is made of. The navigation property is
 * named by the lookup's SchemaName unless told otherwise, and keeps its case.
 */
export function createRelationship(world: World, request: ApiRequest): string {
  const body = parseBody(request, SET);
  const type = TYPE.exec(String(body['@odata.type']))?.[1];
  if (type === 'ManyToManyRelationshipMetadata') throw notModelled('many-to-many relationships');
  if (type !== 'OneToManyRelationshipMetadata') throw badPayload(SET, 'A concrete @odata.type is required.');
  const schemaName = readSchemaName(body);
  const referenced = world.tableOf(String(body.ReferencedEntity));
  const referencing = world.tableOf(String(body.ReferencingEntity));
  if (!referenced || !referencing) {
    throw new Fault(400, '0x80040217', 'ReferencedEntity and ReferencingEntity must be tables.');
  }
  const attribute = body.ReferencedAttribute;
  if (attribute !== undefined && attribute !== referenced.definition.key) {
    throw badPayload(SET, `ReferencedAttribute must be ${referenced.definition.key}.`);
  }
  const lookup = body.Lookup as Json | undefined;
  if (!lookup || !/\.LookupAttributeMetadata$/.test(String(lookup['@odata.type']))) {
    throw badPayload(SET, 'Lookup must be a LookupAttributeMetadata.');
  }
  const lookupName = readSchemaName(lookup);
  const label = labelText(lookup.DisplayName);
  if (label === undefined) throw badPayload(SET, 'Lookup needs a DisplayName.');
  if (nameTaken(world, schemaName)) {
    throw new Fault(400, '0x80044163', `The relationship ${schemaName} already exists.`);
  }
  const cascade = body.CascadeConfiguration as { Delete?: string } | undefined;
  addColumn(world, referencing, lookupName.toLowerCase(), {
    type: 'lookup',
    schemaName: lookupName,
    label,
    targets: [
      {
        table: referenced.name,
        navigation: text(body.ReferencingEntityNavigationPropertyName) ?? lookupName,
        collection: text(body.ReferencedEntityNavigationPropertyName) ?? schemaName,
        onDelete: ON_DELETE[cascade?.Delete ?? 'RemoveLink'] ?? 'clear',
      },
    ],
  });
  return metadataId('relationship', referencing.name, schemaName, referenced.name);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function nameTaken(world: World, schemaName: string): boolean {
  for (const table of world.tables()) {
    for (const { target } of table.navigations.values()) {
      if (target.collection.toLowerCase() === schemaName.toLowerCase()) return true;
    }
  }
  return false;
}
