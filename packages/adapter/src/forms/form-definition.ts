import type { ColumnSchema, FormDefinition, FormField, TableSchema } from '@portico/protocol';
import { columnOf } from '../config/site.ts';
import type { FormConfig, FormFieldConfig } from '../config/site-config.ts';

/**
 * What a page needs to show a form: the operator's words where given, else what the columns say. The values
 * the operator fixes and the columns they go to are not part of it.
 */
export function formDefinition(form: FormConfig, table: TableSchema): FormDefinition {
  return {
    name: form.name,
    table: form.table,
    title: form.title,
    intro: form.intro ?? '',
    fields: form.fields.flatMap((field) => {
      const column = columnOf(table, field.column);
      return column ? [fieldOf(field, column)] : [];
    }),
    consents: form.consents ?? [],
    submitLabel: form.submitLabel,
    success: form.success,
    ...(form.deflect ? { deflect: form.deflect } : {}),
  };
}

function fieldOf({ column: name, ...config }: FormFieldConfig, column: ColumnSchema): FormField {
  const limits = limitsOf(column);
  return {
    name,
    label: column.label,
    input: inputOf(column),
    required: column.required ?? false,
    ...limits,
    ...(column.type === 'choice' ? { choices: column.choices } : {}),
    ...(column.type === 'text' && column.autocomplete ? { autocomplete: column.autocomplete } : {}),
    ...config,
    ...narrower(config, limits),
  };
}

function inputOf(column: ColumnSchema): FormField['input'] {
  switch (column.type) {
    case 'text':
      return column.format ?? 'text';
    case 'html':
      return 'multiline';
    case 'integer':
    case 'decimal':
      return 'number';
    case 'boolean':
      return 'checkbox';
    case 'date':
    case 'datetime':
    case 'choice':
      return column.type;
    default:
      return 'hidden';
  }
}

type Limits = Pick<FormField, 'maxLength' | 'min' | 'max'>;

function limitsOf(column: ColumnSchema): Limits {
  if (column.type === 'text' || column.type === 'html') return { maxLength: column.maxLength };
  if (column.type !== 'integer' && column.type !== 'decimal') return {};
  const { min, max } = column;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

/** A form may ask for less than a column takes, never for more. */
function narrower(config: Limits, limits: Limits): Limits {
  const least = (one?: number, other?: number) => Math.min(one ?? Infinity, other ?? Infinity);
  const most = (one?: number, other?: number) => Math.max(one ?? -Infinity, other ?? -Infinity);
  const maxLength = least(config.maxLength, limits.maxLength);
  const max = least(config.max, limits.max);
  const min = most(config.min, limits.min);
  return {
    ...(Number.isFinite(maxLength) ? { maxLength } : {}),
    ...(Number.isFinite(min) ? { min } : {}),
    ...(Number.isFinite(max) ? { max } : {}),
  };
}
