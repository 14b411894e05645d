import { INTERNAL_TABLES, STANDARD_TABLES, type TableSchema } from '@portico/protocol';
import { checkAssertions } from './check-assertions.ts';
import { checkForms } from './check-forms.ts';
import { checkIdentity } from './check-identity.ts';
import { checkOrigins } from './check-origins.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkTables } from './check-tables.ts';
import { ConfigError, type ConfigFault, type Report } from './config-error.ts';
import { configShape } from './config-shape.ts';
import type { RuleId } from './rule-id.ts';
import { shapeMessage } from './shape-message.ts';
import type { Site } from './site.ts';
import type { SiteConfig } from './site-config.ts';

export type { Site } from './site.ts';

/**
 * Checks a configuration and makes of it the site that the adapter serves.
 *
 * @throws {ConfigError} listing every fault. A name that is unknown, a permission that could not mean what
 * it says: nothing is guessed and nothing ignored, because a permission read wrongly opens records.
 */
export function loadSite(config: SiteConfig): Site {
  const faults: ConfigFault[] = [];
  const report: Report = (path, message, rule) =>
    faults.push(rule ? { path, message, rule } : { path, message });

  const shape = configShape.safeParse(config, { error: shapeMessage });
  if (!shape.success) {
    for (const { path, message } of shape.error.issues) report(pathOf(path), message, ruleOfShape(path));
    throw new ConfigError(faults);
  }
  const tables = mergeTables(config, report);
  checkOrigins(config, report);
  checkIdentity(config, report);
  checkTables(config, tables, report);
  checkPermissions(config, tables, report);
  checkForms(config, tables, report);
  checkAssertions(config, tables, report);
  if (faults.length > 0) throw new ConfigError(faults);

  return Object.freeze({
    config,
    tables,
    internalTables: new Map(INTERNAL_TABLES.map((table) => [table.name, table])),
    storeTables: Object.freeze([...tables.values(), ...INTERNAL_TABLES]),
    permissions: Map.groupBy(config.tablePermissions, (permission) => permission.table),
    permissionById: new Map(config.tablePermissions.map((permission) => [permission.id, permission])),
    forms: new Map((config.forms ?? []).map((form) => [form.name, form])),
  });
}

/** The standard tables with the columns the site adds, then the site's own tables. */
function mergeTables(config: SiteConfig, report: Report): ReadonlyMap<string, TableSchema> {
  const tables = new Map<string, TableSchema>(STANDARD_TABLES.map((table) => [table.name, table]));
  const internal = new Set(INTERNAL_TABLES.map((table) => table.name));
  for (const [name, added] of Object.entries(config.columns ?? {})) {
    const table = tables.get(name);
    if (!table) {
      report(
        `columns.${name}`,
        'is not a standard table; columns of your own tables belong into "tables", standard tables are ' +
          [...tables.keys()].join(', '),
      );
      continue;
    }
    for (const column of Object.keys(added)) {
      if (Object.hasOwn(table.columns, column))
        report(`columns.${name}.${column}`, 'exists already in the standard table; choose another name');
    }
    tables.set(name, Object.freeze({ ...table, columns: { ...added, ...table.columns } }));
  }
  for (const [index, table] of (config.tables ?? []).entries()) {
    if (tables.has(table.name) || internal.has(table.name))
      report(`tables[${index}].name`, `"${table.name}" exists already; choose another name`);
    else tables.set(table.name, table);
  }
  return tables;
}

/** `['tablePermissions', 3, 'table']` as `tablePermissions[3].table`. */
function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'configuration';
}

/** What is left out or misshaped at these places is a mistake that `portico check` has a rule for. */
function ruleOfShape(path: readonly PropertyKey[]): RuleId | undefined {
  if (path[0] === 'identity') return 'L16';
  if (path[0] === 'site' && path[1] === 'origins') return 'L17';
  return path.at(-1) === 'classification' ? 'L03' : undefined;
}
