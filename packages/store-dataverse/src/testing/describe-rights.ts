import type { Mappings } from '../mapping/table-mapping.ts';
import { commandPrivileges } from '../rights/command-privileges.ts';
import { neededRights } from '../rights/needed-rights.ts';

/** What the application user needs, as docs/dataverse.md has it: a table of Markdown, standard tables each, custom ones together. */
export function describeRights(mappings: Mappings): string {
  const ours = Map.groupBy(Object.entries(mappings), ([, { table }]) => table);
  const custom = new Set(
    Object.values(mappings)
      .filter((mapping) => mapping.custom)
      .map(({ table }) => table),
  );
  const standard = [...neededRights(mappings)].filter(([table]) => !custom.has(table));
  const lines = standard.map(([table, rights]) => {
    const names = ours.get(table)?.map(([name]) => `\`${name}\``) ?? [];
    return `| \`${table}\` | ${names.join(', ')} | ${rights.join(', ')} |`;
  });
  const commands = Map.groupBy(commandPrivileges(mappings), ([, command]) => command);
  return [
    '| Table in Dataverse | Of Portico | Privileges |',
    '|---|---|---|',
    ...lines,
    '| every `portico_…` table | custom tables, and the adapter’s own | Read, Create, Write, Append, Append To |',
    ...[...commands].map(
      ([command, needed]) =>
        `| | what \`${command}\` asks for | ${needed.map(([name]) => `\`${name}\``).join(', ')} |`,
    ),
  ].join('\n');
}
