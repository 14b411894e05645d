import type { Mappings } from '../mapping/table-mapping.ts';

/**
 * What commands need beside the rights on the rows they are about, by name. `CloseIncident` makes an activity, which the
 * case is resolved by, and takes the case out of its queue. Source: "CloseIncident message privileges". Of `QualifyLead`
 * nothing is documented; without an account, a contact or an opportunity it changes the lead alone.
 */
const NEEDED: Readonly<Record<'CloseIncident' | 'QualifyLead', readonly string[]>> = {
  CloseIncident: [
    'prvCreateActivity',
    'prvReadActivity',
    'prvWriteActivity',
    'prvAppendActivity',
    'prvDeleteQueueItem',
  ],
  QualifyLead: [],
};

/** The privileges that the commands of these mappings need, with the command that needs each. */
export function commandPrivileges(mappings: Mappings): ReadonlyMap<string, string> {
  const commands = Object.values(mappings)
    .flatMap(({ columns }) => Object.values(columns))
    .flatMap((column) => (column.kind === 'choice' ? Object.values(column.commands ?? {}) : []));
  return new Map(commands.flatMap((command) => NEEDED[command].map((name) => [name, command] as const)));
}
