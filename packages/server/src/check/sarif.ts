import { type Finding, type FindingRule, RULES } from '@portico/adapter/check';

const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const;

/** What is said of findings that come from no rule. */
const OTHERS: Readonly<Record<Exclude<FindingRule, `L${string}`>, string>> = {
  configuration: 'The configuration cannot be read',
  'waiver-expired': 'A waiver whose last day is over',
  'waiver-too-long': 'A waiver for more than a year',
  'waiver-unused': 'A waiver that answers nothing',
  'waiver-wide': 'A waiver of every finding of a rule, also those to come',
  'waiver-ends-soon': 'A waiver that ends within a month',
};

export interface SarifSource {
  /** Path of the configuration as the repository knows it, with `/`. */
  readonly uri: string;
  /** Its text, to find the lines in; empty when there is no file. */
  readonly text: string;
  /** Of the portico command. */
  readonly version: string;
}

/**
 * Findings as SARIF 2.1.0 (OASIS), for code scanning. The place in the configuration is the logical location; the line
 * is that of the permission's id, or the first where it stands in another file. Findings that a waiver or a permission's `reason`
 * answers carry a suppression.
 */
export function sarifOf(findings: readonly Finding[], { uri, text, version }: SarifSource) {
  const rules = [
    ...RULES.map(({ id, title, why, level }) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      defaultConfiguration: { level: LEVELS[level] },
    })),
    ...Object.entries(OTHERS).map(([id, title]) => ({
      id,
      shortDescription: { text: title },
      fullDescription: { text: title },
      defaultConfiguration: { level: 'warning' as const },
    })),
  ];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'portico check', semanticVersion: version, rules } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
          level: LEVELS[finding.level],
          message: { text: `${finding.sentence} ${finding.fix}` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri },
                region: { startLine: lineOf(text, finding) },
              },
              logicalLocations: [{ fullyQualifiedName: finding.path, kind: 'member' }],
            },
          ],
          // The same finding in the next run, wherever it has moved in the file.
          partialFingerprints: {
            'porticoFinding/v1': [finding.rule, finding.permission ?? finding.path, ...finding.columns].join(
              ' ',
            ),
          },
          ...(finding.waiver === null
            ? {}
            : {
                suppressions: [
                  {
                    kind: 'external',
                    status: 'accepted',
                    justification: `${finding.waiver.reason} (${finding.waiver.until === null ? finding.waiver.path : `until ${finding.waiver.until}`})`,
                  },
                ],
              }),
        })),
      },
    ],
  };
}

function lineOf(text: string, { permission }: Finding): number {
  const lines = text.split('\n');
  const found = lines.findIndex((line) => {
    const id = /\bid:\s*(['"`])(.*?)\1/.exec(line)?.[2];
    return permission !== null && id === permission;
  });
  return found + 1 || 1;
}
