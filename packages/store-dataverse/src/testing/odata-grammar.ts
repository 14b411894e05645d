import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { queryString } from '../client/request-path.ts';
import { type Constraints, matchAbnf } from './abnf/match-abnf.ts';
import { type Grammar, parseAbnf } from './abnf/parse-abnf.ts';

const FOLDER = new URL('../../../../../shared/data/dev/odata/', import.meta.url);

/** Why tests by the grammar are skipped; false when they need not be. For the `skip` of a test. */
export const NO_ODATA_GRAMMAR: string | false = readText('odata-abnf-construction-rules.txt')
  ? false
  : 'needs the OASIS grammar in ../shared/data/dev/odata';

/** A case of the OASIS test suite. With `FailAt` the input must be refused. */
export interface GrammarCase {
  readonly file: string;
  readonly Name: string;
  readonly Rule: string;
  readonly Input: string;
  readonly FailAt?: number;
}

let base: Grammar | undefined;

/**
 * The grammar of OData 4.01 as OASIS publishes it, less an oversight: of the codes that are no single quote it leaves out
 * those that begin with 7, so that no text could hold a brace. Its counterpart for double quotes has them.
 */
export function odataGrammar(): Grammar {
  base ??= parseAbnf(
    (readText('odata-abnf-construction-rules.txt') ?? '').replace(
      /^(pct-encoded-no-SQUOTE .* "6") \/ "8"/m,
      '$1 / "7" / "8"',
    ),
  );
  return base;
}

/** The value of a query option as the client sends it, which the grammar must take. The value is not yet encoded. */
export function assertODataOption(
  option: 'select' | 'filter' | 'orderBy' | 'expand',
  value: string,
  constraints: Constraints = {},
): void {
  const sent = queryString({ [option]: option === 'filter' ? value : [value] }).slice(1);
  const rule = option.toLowerCase();
  assert.ok(matchAbnf(odataGrammar(), rule, sent, constraints), `not a ${rule} of OData: ${value}`);
}

/** The cases of the base grammar, and what its names may be in them. */
export function odataCases(): { readonly cases: readonly GrammarCase[]; readonly constraints: Constraints } {
  const lines = gunzipSync(readFileSync(new URL('testcases.jsonl.gz', FOLDER)))
    .toString('utf8')
    .trim()
    .split('\n');
  const cases = lines
    .map((line): GrammarCase => JSON.parse(line))
    .filter(({ file }) => file === 'odata-abnf-testcases');
  return { cases, constraints: readConstraints(readText('odata-abnf-testcases.yaml') ?? '') };
}

/** The `Constraints` at the head of the suite, which are lists of plain or quoted names: all the YAML there is. */
function readConstraints(yaml: string): Constraints {
  const head = yaml.slice(yaml.indexOf('\nConstraints:'), yaml.indexOf('\nTestCases:'));
  const constraints: Record<string, string[]> = {};
  let names: string[] = [];
  for (const line of head.split('\n')) {
    const [, rule] = /^ {2}([\w-]+):/.exec(line) ?? [];
    const [, quoted, plain] = /^ {4}- (?:"(.*)"|(.*))$/.exec(line) ?? [];
    if (rule !== undefined) {
      names = [];
      constraints[rule] = names;
    }
    const name = quoted ?? plain;
    if (name !== undefined) names.push(name);
  }
  return constraints;
}

function readText(name: string): string | null {
  try {
    return readFileSync(new URL(name, FOLDER), 'utf8');
  } catch {
    return null;
  }
}
