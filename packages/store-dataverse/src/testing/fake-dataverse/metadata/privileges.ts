import type { World } from '../world/world.ts';
import { metadataId } from './metadata-id.ts';

/** A privilege as `SecurityPrivilegeMetadata` describes it. */
export interface Privilege {
  readonly Name: string;
  readonly PrivilegeId: string;
  readonly PrivilegeType: (typeof TYPES)[number];
}

const TYPES = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'] as const;

/**
 * How privileges name a table: by its schema name, but for some. Notes are named otherwise, and all activities have one
 * set of privileges. Source: Microsoft Learn, "Security role privileges by entity".
 */
const NAMES: Readonly<Record<string, string>> = {
  account: 'Account',
  annotation: 'Note',
  businessunit: 'BusinessUnit',
  contact: 'Contact',
  feedback: 'Feedback',
  incident: 'Incident',
  incidentresolution: 'Activity',
  knowledgearticle: 'KnowledgeArticle',
  lead: 'Lead',
  systemuser: 'User',
};

/** Privileges over no table of this environment: "Miscellaneous privileges", and those over tables that are not modelled. */
const OTHERS = [
  'prvActOnBehalfOfAnotherUser',
  'prvDeleteQueueItem',
  'prvExportToExcel',
  'prvOverrideCreatedOnCreatedBy',
  'prvReadAttribute',
  'prvReadEntity',
  'prvReadRelationship',
  'prvWriteOrganization',
];

/** The `Privileges` of a table. */
export function privilegesOn(table: string, schemaName = table): readonly Privilege[] {
  const name = NAMES[table] ?? schemaName;
  return TYPES.map((type) => described(`prv${type}${name}`, type));
}

/** Names and ids of every privilege there is. */
export function allPrivileges(world: World): ReadonlyMap<string, string> {
  const onTables = [...world.tables()].flatMap(({ name, definition }) =>
    privilegesOn(name, definition.schemaName),
  );
  const ids = onTables.map(({ Name, PrivilegeId }) => [Name, PrivilegeId] as const);
  return new Map([...ids, ...OTHERS.map((name) => [name, idOf(name)] as const)]);
}

/** Tables that are there for all of Dataverse, or for the set-up of a portal: a service reads them. */
const SHARED: ReadonlySet<string> = new Set([
  'systemuser',
  'businessunit',
  'languagelocale',
  'subject',
  'category',
  'adx_forumthreadtype',
  'adx_websitelanguage',
  'msdyn_workordertype',
  'bookableresource',
  'adx_externalidentity',
]);

/** What the application user of a customer service needs: rows of its own tables are made and changed, none is deleted. */
export function servicePrivileges(world: World): readonly string[] {
  const onTables = [...world.tables()].flatMap(({ name, definition }) =>
    privilegesOn(name, definition.schemaName)
      .filter(({ PrivilegeType }) =>
        SHARED.has(name)
          ? PrivilegeType === 'Read'
          : ['Create', 'Read', 'Write', 'Append', 'AppendTo'].includes(PrivilegeType),
      )
      .map(({ Name }) => Name),
  );
  return [
    ...onTables,
    'prvDeleteQueueItem',
    'prvOverrideCreatedOnCreatedBy',
    'prvReadAttribute',
    'prvReadEntity',
    'prvReadRelationship',
  ];
}

function described(name: string, type: Privilege['PrivilegeType']): Privilege & Record<string, unknown> {
  return {
    CanBeBasic: true,
    CanBeDeep: true,
    CanBeGlobal: true,
    CanBeLocal: true,
    CanBeEntityReference: false,
    CanBeParentEntityReference: false,
    CanBeRecordFilter: false,
    Name: name,
    PrivilegeId: idOf(name),
    PrivilegeType: type,
  };
}

function idOf(name: string): string {
  return metadataId('privilege', name);
}
