import type { StoredRecord } from '@portico/protocol';
import type { RowChange } from '../client/dataverse-client.ts';
import { beginningOf } from './cut-text.ts';
import type { TableMapping } from './table-mapping.ts';

/** A command that brings a value about, and the column it does so for. */
export interface Command {
  readonly column: string;
  readonly action: RowChange;
}

/** The commands to give for a record that was `before`, null when it is new: none for a value it has already. */
export function commandsOf(
  before: StoredRecord | null,
  after: StoredRecord,
  mapping: TableMapping,
): readonly Command[] {
  const commands: Command[] = [];
  for (const [column, mapped] of Object.entries(mapping.columns)) {
    const value = after[column] ?? null;
    if (mapped.kind !== 'choice' || typeof value !== 'string' || before?.[column] === value) continue;
    const name =
      mapped.commands && Object.hasOwn(mapped.commands, value) ? mapped.commands[value] : undefined;
    const status = mapped.options[value];
    if (name === undefined || status === undefined) continue;
    commands.push({
      column,
      action:
        name === 'CloseIncident'
          ? closeIncident(after, mapping, status)
          : qualifyLead(after, mapping, status),
    });
  }
  return commands;
}

/** The resolution of the case is the words of its closing; Dataverse wants a subject in any case. */
function closeIncident(record: StoredRecord, mapping: TableMapping, status: number): RowChange {
  const words = String(record.resolution ?? '') || 'Resolved';
  return {
    type: 'action',
    name: 'CloseIncident',
    parameters: {
      IncidentResolution: {
        '@odata.type': 'Microsoft.Dynamics.CRM.incidentresolution',
        subject: beginningOf(words, 200),
        'incidentid@odata.bind': `/${mapping.entitySet}(${record.id})`,
        description: beginningOf(words, 2000),
      },
      Status: status,
    },
  };
}

/** Makes no account, contact or opportunity: that is for the people who sell. */
function qualifyLead(record: StoredRecord, mapping: TableMapping, status: number): RowChange {
  return {
    type: 'action',
    name: `${mapping.entitySet}(${record.id})/Microsoft.Dynamics.CRM.QualifyLead`,
    parameters: { CreateAccount: false, CreateContact: false, CreateOpportunity: false, Status: status },
  };
}
