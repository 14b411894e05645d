import type { Choice, Classification, DateColumn, HtmlColumn, LookupColumn, TextColumn } from '../schema.ts';

/** Short forms in which the standard tables are written. */
type Rest<C> = Partial<Omit<C, 'type' | 'label' | 'classification'>>;

export function text(
  label: string,
  maxLength: number,
  classification: Classification,
  rest: Rest<TextColumn> = {},
): TextColumn {
  return { type: 'text', label, maxLength, classification, ...rest };
}

/** HTML rendered from the Markdown of another column. */
export function rendered(label: string, from: string, classification: Classification): HtmlColumn {
  return {
    type: 'html',
    label,
    maxLength: 1_000_000,
    classification,
    rendersFrom: from,
    readOnly: true,
  };
}

export function lookup(
  label: string,
  target: string,
  classification: Classification,
  rest: Rest<LookupColumn> = {},
): LookupColumn {
  return { type: 'lookup', label, target, classification, ...rest };
}

export function choices(...values: readonly (readonly [value: string, label: string])[]): readonly Choice[] {
  return values.map(([value, label]) => ({ value, label }));
}

/** When the record was made and last changed; both set by the adapter. */
export const timestamps: {
  readonly created_at: DateColumn;
  readonly updated_at: DateColumn;
} = {
  created_at: {
    type: 'datetime',
    label: 'Created',
    classification: 'public',
    readOnly: true,
  },
  updated_at: {
    type: 'datetime',
    label: 'Changed',
    classification: 'public',
    readOnly: true,
  },
};

/** Where an imported record came from; identical for the same source record, so an import can run twice. */
export const source = text('Source', 300, 'internal', { readOnly: true });
