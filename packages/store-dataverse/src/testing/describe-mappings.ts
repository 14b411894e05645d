import type { ColumnMapping, Mappings, RowCondition, TableMapping } from '../mapping/table-mapping.ts';

/** The standard mappings as docs/dataverse.md has them: a section of Markdown for each table, none for custom ones. */
export function describeMappings(mappings: Mappings, prefix: string): string {
  return Object.entries(mappings)
    .filter(([, mapping]) => !mapping.custom)
    .map(([name, mapping]) => describeTable(name, mapping, prefix))
    .join('\n\n');
}

function describeTable(name: string, mapping: TableMapping, prefix: string): string {
  const columns = Object.entries(mapping.columns);
  const isCustom = ([, column]: (typeof columns)[number]) =>
    'name' in column && column.name.startsWith(`${prefix}_`);
  const custom = columns.filter(isCustom).map(([column]) => `\`${column}\``);
  const standard = columns.filter((entry) => !isCustom(entry));
  return [
    `### \`${name}\`: \`${mapping.table}\``,
    '',
    ...notes(mapping),
    '| Column | In Dataverse | How |',
    '|---|---|---|',
    ...standard.map(([column, mapped]) => `| \`${column}\` | ${namesOf(mapped)} | ${howOf(mapped)} |`),
    ...(custom.length > 0 ? ['', `Custom columns: ${custom.join(', ')}.`] : []),
  ].join('\n');
}

function notes({ rows = [], fixed = {} }: TableMapping): string[] {
  const said = [
    ...(rows.length > 0 ? [`Records are the rows where ${rows.map(conditionOf).join(' and ')}.`] : []),
    ...(Object.keys(fixed).length > 0
      ? [
          `New rows get ${Object.entries(fixed)
            .map(([name, value]) => `\`${name}\` ${code(value)}`)
            .join(', ')}.`,
        ]
      : []),
  ];
  return said.length > 0 ? [said.join(' '), ''] : [];
}

function conditionOf({ name, operator, value }: RowCondition): string {
  return `\`${name}\` ${operator === 'eq' ? 'is' : 'is not'} ${code(value)}`;
}

function code(value: unknown): string {
  return `\`${String(value)}\``;
}

function namesOf(column: ColumnMapping): string {
  switch (column.kind) {
    case 'text':
      return [column.name, ...(column.overflow ? [column.overflow] : [])].map(code).join(', ');
    case 'full_name':
      return [column.first, column.last].map(code).join(', ');
    case 'pattern':
      return [
        ...new Set(
          Object.values(column.patterns)
            .flat()
            .flatMap((pattern) => Object.keys(pattern)),
        ),
      ]
        .map(code)
        .join(', ');
    case 'lookup':
      return code(column.navigation);
    default:
      return code(column.name);
  }
}

function howOf(column: ColumnMapping): string {
  switch (column.kind) {
    case 'text':
      if (column.numbered) return 'numbered by Dataverse';
      return column.overflow
        ? `up to ${column.maxLength} characters; longer text whole in the second`
        : `up to ${column.maxLength} characters`;
    case 'full_name':
      return `read from \`${column.name}\`; up to ${column.maxLength} characters each`;
    case 'integer':
    case 'decimal':
      return column.computed ? 'counted by Dataverse' : 'number';
    case 'datetime':
      if (column.writtenAs === null) return 'set by Dataverse';
      return column.writtenAs
        ? `set by Dataverse; by imports through \`${column.writtenAs}\``
        : 'date and time';
    case 'choice':
      return [
        Object.entries(column.options)
          .map(([value, option]) => `${value} ${option}`)
          .join(', '),
        ...Object.entries(column.reads ?? {}).map(
          ([value, options]) => `${options.join(', ')} read${options.length === 1 ? 's' : ''} as ${value}`,
        ),
        ...Object.entries(column.commands ?? {}).map(([value, command]) => `${value} by \`${command}\``),
      ].join('; ');
    case 'pattern':
      return `${Object.entries(column.patterns)
        .map(
          ([value, [pattern]]) =>
            `${value}: ${Object.entries(pattern ?? {})
              .map(([name, cell]) =>
                name === column.own?.name ? `${name} "${value}"` : `${name} ${String(cell)}`,
              )
              .join(', ')}`,
        )
        .join('; ')}; everything else ${column.otherwise.value}`;
    case 'lookup':
      return `lookup to ${code(column.target)}${column.required ? `; where empty, ${column.required.otherwise ? `the ${column.required.otherwise.column}; without that, ` : ''}the account for guests` : ''}`;
    case 'marked_text':
      return `behind \`${column.marker}\`, if that is first`;
    case 'marker':
      return `${column.marked} with \`${column.marker}\` first, else ${column.unmarked}`;
    case 'packed':
      return `as \`[${column.key}:…]\``;
    default:
      return { boolean: 'yes or no', date: 'date' }[column.kind];
  }
}
