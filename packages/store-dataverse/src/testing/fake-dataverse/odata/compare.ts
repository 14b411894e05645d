import { guidRank } from './guid.ts';

/** The Edm type of a value in a filter or an order. */
export type EdmType =
  | 'Edm.String'
  | 'Edm.Int32'
  | 'Edm.Int64'
  | 'Edm.Decimal'
  | 'Edm.Double'
  | 'Edm.Boolean'
  | 'Edm.DateTimeOffset'
  | 'Edm.Date'
  | 'Edm.Guid'
  | 'Null';

export type Scalar = string | number | boolean;

const NUMBERS: ReadonlySet<EdmType> = new Set(['Edm.Int32', 'Edm.Int64', 'Edm.Decimal', 'Edm.Double']);

/** Whether `left op right` has a meaning; a date may stand for a moment. */
export function comparable(left: EdmType, right: EdmType): boolean {
  if (left === right || left === 'Null' || right === 'Null') return true;
  if (NUMBERS.has(left) && NUMBERS.has(right)) return true;
  return isMoment(left) && isMoment(right);
}

const isMoment = (type: EdmType): boolean => type === 'Edm.DateTimeOffset' || type === 'Edm.Date';

/** Text as the database sees it: without case, and without the blanks at its end. */
export function foldText(text: string, accents: boolean): string {
  const lower = text.toLowerCase();
  const cased = lower.endsWith(' ') ? lower.replace(/ +$/, '') : lower;
  return accents ? cased : cased.normalize('NFD').replace(/\p{Mn}/gu, '');
}

export type Comparer = (left: Scalar, right: Scalar) => number;

const collators = {
  accents: new Intl.Collator('en', { sensitivity: 'accent' }),
  base: new Intl.Collator('en', { sensitivity: 'base' }),
};

/** The order of two values that are not null. @param accents whether é and e differ */
export function comparerFor(left: EdmType, right: EdmType, accents: boolean): Comparer {
  if (left === 'Edm.String') {
    const collator = accents ? collators.accents : collators.base;
    return (a, b) => {
      const first = foldText(a as string, accents);
      const second = foldText(b as string, accents);
      // Equal means equal when folded; what a collator passes over (a control character) still differs.
      return first === second ? 0 : collator.compare(first, second) || (first < second ? -1 : 1);
    };
  }
  if (left === 'Edm.Guid') return (a, b) => order(guidRank(a as string), guidRank(b as string));
  if (isMoment(left) || isMoment(right)) {
    return (a, b) => Date.parse(a as string) - Date.parse(b as string);
  }
  return order;
}

const order = (a: Scalar, b: Scalar): number => (a < b ? -1 : a > b ? 1 : 0);
