import { splitOutside } from '../odata/split.ts';
import { badQuery } from '../request/fault.ts';
import { definitionFilter } from './definition-filter.ts';
import type { DefinitionObject } from './definition-object.ts';

/** `$select`, `$filter` and `$expand`, of a query or of an item of `$expand`. */
export interface DefinitionOptions {
  readonly get: (name: string) => string | undefined;
}

const ITEM = /^([\p{L}\p{Nd}_]+)(?:\((.*)\))?$/su;
const OPTION = /^(\$(?:select|filter|expand))[ \t]*=(.*)$/su;

/**
 * A definition on the wire. @param cast whether the query named the type, so that the properties of that type may be
 * selected
 */
export function showDefinition(
  one: DefinitionObject,
  options: DefinitionOptions,
  cast: boolean,
): Record<string, unknown> {
  const shown: Record<string, unknown> = {
    ...(!cast && one.type.endsWith('AttributeMetadata') && { '@odata.type': `#${one.type}` }),
    ...selected(one, options.get('$select'), cast),
  };
  for (const item of splitItems(options.get('$expand'))) {
    const [, name = '', inner] = ITEM.exec(item) ?? [];
    const related = Object.hasOwn(one.related, name) ? one.related[name] : undefined;
    if (!related) throw badQuery(`Could not find a property named '${name}' on type '${one.type}'.`);
    shown[name] = showRelated(related(), readOptions(inner));
  }
  return shown;
}

function showRelated(
  related: readonly DefinitionObject[] | DefinitionObject | null,
  options: DefinitionOptions,
): unknown {
  if (related === null) return null;
  if (!isList(related)) return showDefinition(related, options, true);
  return related
    .filter(definitionFilter(options.get('$filter')))
    .map((one) => showDefinition(one, options, false));
}

const isList = (
  value: readonly DefinitionObject[] | DefinitionObject,
): value is readonly DefinitionObject[] => Array.isArray(value);

const splitItems = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : splitOutside(text, ',');

function readOptions(inner: string | undefined): DefinitionOptions {
  const found = new Map<string, string>();
  for (const part of inner === undefined ? [] : splitOutside(inner, ';')) {
    const [, name, value] = OPTION.exec(part) ?? [];
    if (name === undefined || value === undefined)
      throw badQuery(`'${part}' is not supported within $expand.`);
    found.set(name, value);
  }
  return { get: (name) => found.get(name) };
}

function selected(
  one: DefinitionObject,
  select: string | undefined,
  cast: boolean,
): Readonly<Record<string, unknown>> {
  if (select === undefined) return { ...one.base, ...one.derived };
  const all: Readonly<Record<string, unknown>> = cast ? { ...one.base, ...one.derived } : one.base;
  const shown: Record<string, unknown> = {};
  for (const name of splitOutside(select, ',')) {
    if (!Object.hasOwn(all, name)) {
      throw badQuery(`Could not find a property named '${name}' on type '${one.type}'.`);
    }
    shown[name] = all[name];
  }
  return { ...shown, MetadataId: one.base.MetadataId };
}
