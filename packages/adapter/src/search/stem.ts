/**
 * The stem of an English word by M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980;
 * the algorithm behind the `porter` tokenizer of SQLite. Words with other letters than a to z stay as they are.
 */
export function stem(word: string): string {
  if (word.length < 3 || word.length > 64 || !/^[a-z]+$/.test(word)) return word;
  return [step1a, step1b, step1c, step2, step3, step4, step5].reduce((text, step) => step(text), word);
}

function isConsonant(word: string, at: number): boolean {
  const letter = word[at] as string;
  if ('aeiou'.includes(letter)) return false;
  if (letter !== 'y') return true;
  // In a run of y's they alternate, so the parity of the run decides; a loop, as the run may be long.
  let first = at;
  while (first > 0 && word[first - 1] === 'y') first -= 1;
  const startsAsConsonant = first === 0 || !isConsonant(word, first - 1);
  return startsAsConsonant === ((at - first) % 2 === 0);
}

/** Porter's m: how often a vowel run is followed by a consonant run. */
function measure(text: string): number {
  let count = 0;
  for (let at = 1; at < text.length; at += 1) {
    if (isConsonant(text, at) && !isConsonant(text, at - 1)) count += 1;
  }
  return count;
}

function hasVowel(text: string): boolean {
  return Array.from(text).some((_, at) => !isConsonant(text, at));
}

function endsDouble(text: string): boolean {
  const last = text.length - 1;
  return last > 0 && text[last] === text[last - 1] && isConsonant(text, last);
}

/** Porter's *o: ends consonant, vowel, consonant other than w, x, y. */
function endsShort(text: string): boolean {
  const last = text.length - 1;
  return (
    last > 1 &&
    isConsonant(text, last) &&
    !isConsonant(text, last - 1) &&
    isConsonant(text, last - 2) &&
    !'wxy'.includes(text[last] as string)
  );
}

function step1a(word: string): string {
  if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
  if (word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

function step1b(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const suffix = ['ed', 'ing'].find((ending) => word.endsWith(ending));
  if (!suffix) return word;
  const base = word.slice(0, -suffix.length);
  if (!hasVowel(base)) return word;
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`;
  if (endsDouble(base) && !/[lsz]$/.test(base)) return base.slice(0, -1);
  return measure(base) === 1 && endsShort(base) ? `${base}e` : base;
}

function step1c(word: string): string {
  return word.endsWith('y') && hasVowel(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

/** Replaces the longest ending of the list when enough of a word stands before it. */
function replaceEnding(word: string, endings: readonly (readonly [string, string])[], least: number): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (!found) return word;
  const base = word.slice(0, -found[0].length);
  return measure(base) > least ? base + found[1] : word;
}

function pairs(text: string): readonly (readonly [string, string])[] {
  return text
    .split(' ')
    .map((pair) => pair.split('>') as [string, string])
    .sort(([one], [other]) => other.length - one.length);
}

const STEP2 = pairs(
  'ational>ate tional>tion enci>ence anci>ance izer>ize bli>ble alli>al entli>ent eli>e ousli>ous ' +
    'ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble logi>log',
);
const STEP3 = pairs('icate>ic ative> alize>al iciti>ic ical>ic ful> ness>');
const STEP4 = pairs(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ion> ou> ism> ate> iti> ous> ive> ize>',
);

function step2(word: string): string {
  return replaceEnding(word, STEP2, 0);
}

function step3(word: string): string {
  return replaceEnding(word, STEP3, 0);
}

function step4(word: string): string {
  if (word.endsWith('ion') && !/[st]ion$/.test(word)) return word;
  return replaceEnding(word, STEP4, 1);
}

function step5(word: string): string {
  let text = word;
  if (text.endsWith('e')) {
    const base = text.slice(0, -1);
    if (measure(base) > 1 || (measure(base) === 1 && !endsShort(base))) text = base;
  }
  return text.endsWith('ll') && measure(text) > 1 ? text.slice(0, -1) : text;
}
