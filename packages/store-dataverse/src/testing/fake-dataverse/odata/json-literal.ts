import { unquote } from './literals.ts';
import type { Reader } from './reader.ts';

const STRING = /"(?:[^"\\]|\\.)*"/y;
const QUOTED = /'(?:[^']|'')*'/y;

/** An array or object up to its closing bracket, as `PropertyValues=['0','1']` has it; strings in ' or ". */
export function takeJson(reader: Reader): string {
  const start = reader.position;
  let open = 0;
  do {
    if (reader.take(STRING) !== null || reader.take(QUOTED) !== null) continue;
    const char = reader.peek();
    if (char === '') throw reader.fault('a closing bracket expected');
    if (char === '[' || char === '{') open += 1;
    if (char === ']' || char === '}') open -= 1;
    reader.position += 1;
  } while (open > 0);
  return reader.text.slice(start, reader.position);
}

/** The strings of `['a','b']` or `["a","b"]`; null for anything else. */
export function stringsOf(json: string): readonly string[] | null {
  if (!json.startsWith('[')) return null;
  const items: string[] = [];
  const rest = json
    .slice(1, -1)
    .replace(/'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"/g, (item) => {
      items.push(item.startsWith('"') ? (JSON.parse(item) as string) : unquote(item));
      return 'x';
    })
    .replace(/\s/g, '');
  return rest === '' || /^x(,x)*$/.test(rest) ? items : null;
}
