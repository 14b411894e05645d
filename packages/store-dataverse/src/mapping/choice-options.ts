import type { ChoiceMapping } from './column-mapping.ts';

/** Every integer that reads as this value; none for a value that is not mapped. */
export function optionsRead(column: ChoiceMapping, value: unknown): readonly number[] {
  if (typeof value !== 'string' || !Object.hasOwn(column.options, value)) return [];
  const further = column.reads && Object.hasOwn(column.reads, value) ? column.reads[value] : undefined;
  return [column.options[value] as number, ...(further ?? [])];
}

/** What an integer reads as: null for one that is not mapped, such as an option added in Dataverse. */
export function choiceOf(column: ChoiceMapping, option: unknown): string | null {
  return (
    Object.keys(column.options).find((value) => optionsRead(column, value).some((one) => one === option)) ??
    null
  );
}
