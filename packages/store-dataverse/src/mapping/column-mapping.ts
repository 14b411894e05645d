/** Text in one column. */
export interface TextMapping {
  readonly kind: 'text';
  readonly name: string;
  /** What Dataverse holds, in UTF-16 code units. A longer value is refused, or overflows. */
  readonly maxLength: number;
  /**
   * A longer column of Portico's that keeps a value whole when only its beginning fits `name`. It counts as long as
   * `name` still holds that beginning: an edit made in Dataverse wins.
   */
  readonly overflow?: string;
  /** Counted by Dataverse at create when no value is given. */
  readonly numbered?: true;
}

/** A name that Dataverse composes of a first and a last name, and that is written to these. */
export interface FullNameMapping {
  readonly kind: 'full_name';
  readonly name: string;
  readonly first: string;
  readonly last: string;
  /** Of each part. */
  readonly maxLength: number;
}

export interface NumberMapping {
  readonly kind: 'integer' | 'decimal';
  readonly name: string;
  /** Inclusive. What lies outside is refused. */
  readonly min: number;
  readonly max: number;
  /** Computed by Dataverse; a value of ours is not sent. */
  readonly computed?: true;
}

export interface BooleanMapping {
  readonly kind: 'boolean';
  readonly name: string;
}

/** Whole seconds, from 1753 on: fractions of a second are cut off, earlier years refused. */
export interface DatetimeMapping {
  readonly kind: 'datetime';
  readonly name: string;
  /** Where the value goes at create; it is never changed after. `null`: Dataverse alone sets it. */
  readonly writtenAs?: string | null;
}

/** A calendar day without a time zone, from 1753 on. */
export interface DateMapping {
  readonly kind: 'date';
  readonly name: string;
}

/** An option set. An option that is not listed reads as an empty cell. */
export interface ChoiceMapping {
  readonly kind: 'choice';
  readonly name: string;
  /** The integer of each of our values, which is what is written. */
  readonly options: Readonly<Record<string, number>>;
  /** Further integers that read as one of our values. */
  readonly reads?: Readonly<Record<string, readonly number[]>>;
  /** The state that goes with each value, written together with it; 0 is the state of a new row. */
  readonly state?: { readonly name: string; readonly of: Readonly<Record<string, number>> };
  /** Values that are not written but reached by a command of Dataverse. */
  readonly commands?: Readonly<Record<string, 'CloseIncident' | 'QualifyLead'>>;
}

/** Cells that stand for one value of ours when all of them agree; text is not compared. */
export type Pattern = Readonly<Record<string, number | boolean | null>>;

/**
 * A choice of ours that Dataverse spreads over several columns. A row has the value of the pattern that
 * fits, no two of which ever fit one row, and `otherwise` where none does.
 */
export interface PatternMapping {
  readonly kind: 'pattern';
  /** The first pattern of a value is what is written. */
  readonly patterns: Readonly<Record<string, readonly Pattern[]>>;
  /** The most closed value. */
  readonly otherwise: { readonly value: string; readonly written: Pattern };
  /** Written beside the pattern, for Dataverse's own sake. */
  readonly also?: Readonly<Record<string, Pattern>>;
  /** The columns among these that only a later change can set, as the state of a new row is always its first. */
  readonly state: readonly string[];
  /** A custom choice column among these, with its labels. */
  readonly own?: { readonly name: string; readonly options: Readonly<Record<string, number>> };
}

/**
 * A reference to a record of the table mapped under `target`. `name` reads as `_name_value`; `navigation`
 * follows it. A row of another table, in a `polymorphic` lookup, reads as an empty cell.
 */
export interface LookupMapping {
  readonly kind: 'lookup';
  readonly name: string;
  readonly navigation: string;
  readonly target: string;
  readonly polymorphic?: true;
  /**
   * Dataverse deletes the row along with the one it points to (https://learn.microsoft.com/power-apps/developer/data-platform/configure-entity-relationship-cascading-behavior).
   * Who may delete that one need not be allowed to delete this, so the cell is emptied before.
   */
  readonly deletedAlong?: true;
  /** Dataverse requires a value: what is written where ours is empty. */
  readonly required?: {
    /** Another lookup of ours, and the navigation property that takes its value here. */
    readonly otherwise?: { readonly column: string; readonly navigation: string };
    /** Where that is empty too: a record of the target that stands for nobody, and reads as an empty cell. */
    readonly placeholder: string;
  };
}

/** Text that begins with a marker, which says who may see it; `marker` columns read that. */
export interface MarkedTextMapping {
  readonly kind: 'marked_text';
  readonly name: string;
  readonly marker: string;
  readonly maxLength: number;
}

/** `marked` where the text under `name` begins with the marker, case and all; else `unmarked`, the closed value. */
export interface MarkerMapping {
  readonly kind: 'marker';
  readonly name: string;
  readonly marker: string;
  readonly marked: string;
  readonly unmarked: string;
}

/** One of several cells packed into one text, `[contact:…] [kind:note]`, where a table takes no columns of ours. */
export interface PackedMapping {
  readonly kind: 'packed';
  readonly name: string;
  readonly key: string;
  readonly maxLength: number;
}

export type ColumnMapping =
  | TextMapping
  | FullNameMapping
  | NumberMapping
  | BooleanMapping
  | DatetimeMapping
  | DateMapping
  | ChoiceMapping
  | PatternMapping
  | LookupMapping
  | MarkedTextMapping
  | MarkerMapping
  | PackedMapping;
