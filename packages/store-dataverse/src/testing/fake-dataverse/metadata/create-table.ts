import type { ApiRequest, Json } from '../request/exchange.ts';
import { badPayload, Fault } from '../request/fault.ts';
import type { World } from '../world/world.ts';
import { parseBody } from '../write/read-body.ts';
import { labelText } from './labels.ts';
import { metadataId } from './metadata-id.ts';
import { readColumn, readSchemaName } from './read-column.ts';

const SET = 'EntityDefinitions';
const REQUIRED = ['DisplayName', 'DisplayCollectionName', 'OwnershipType', 'HasActivities', 'HasNotes'];

/**
 * `POST EntityDefinitions`: a custom table with its primary name column, other columns follow one by one. Answers the
 * MetadataId.
 */
export function createTable(world: World, request: ApiRequest): string {
  const body = parseBody(request, SET);
  const schemaName = readSchemaName(body);
  const name = schemaName.toLowerCase();
  for (const property of REQUIRED) {
    if (body[property] === undefined) throw badPayload(SET, `${property} is required.`);
  }
  const label = labelText(body.DisplayName);
  if (label === undefined) throw badPayload(SET, 'DisplayName has no label.');
  if (world.tableOf(name)) {
    throw new Fault(400, '0x80044363', `An entity with the name ${name} already exists.`);
  }
  const attributes = body.Attributes;
  const [first, ...others] = Array.isArray(attributes) ? (attributes as Json[]) : [];
  const primary = first && readColumn(first);
  if (!primary?.primary || primary.column.type !== 'text' || others.length > 0) {
    throw badPayload(SET, 'Attributes must hold one StringAttributeMetadata with IsPrimaryName.');
  }
  world.define({
    name,
    schemaName,
    set: typeof body.EntitySetName === 'string' ? body.EntitySetName : plural(name),
    label,
    key: `${name}id`,
    primaryName: primary.name,
    columns: { [primary.name]: primary.column },
    changeTracking: body.ChangeTrackingEnabled === true,
    custom: true,
  });
  return metadataId(name);
}

/** How Dataverse names an entity set that was given no name. */
function plural(name: string): string {
  if (/(s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
