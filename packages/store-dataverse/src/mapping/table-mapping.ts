/**
 * How a Portico table is kept in Dataverse. Logical names are lower case; navigation properties are
 * case-sensitive schema names, which differ from the logical name on custom columns.
 */
export interface TableMapping {
  /** Logical name of the Dataverse table, `incident`. */
  readonly table: string;
  /** Name in the URL, `incidents`. */
  readonly entitySet: string;
  /** Primary key column, `incidentid`. */
  readonly key: string;
  readonly columns: Readonly<Record<string, ColumnMapping>>;
}

export type ColumnMapping =
  | { readonly kind: 'text' | 'number' | 'boolean' | 'datetime' | 'date'; readonly name: string }
  /** An option set: the integer of each of our values. */
  | { readonly kind: 'choice'; readonly name: string; readonly options: Readonly<Record<string, number>> }
  /** `name` reads as `_name_value`; `navigation` follows it, to the table mapped under `target`. */
  | { readonly kind: 'lookup'; readonly name: string; readonly navigation: string; readonly target: string };

export type Mappings = Readonly<Record<string, TableMapping>>;
