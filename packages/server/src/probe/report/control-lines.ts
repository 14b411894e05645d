import { wrapText } from '../../check/wrap-text.ts';
import type { ControlKind } from '../judge/controls.ts';
import type { ProbeReport } from '../probe-report.ts';

const HOW: Readonly<Record<ControlKind, string>> = {
  'by id': 'canaries found by id',
  'by filter': 'found by a filter',
  'by search': 'found by search',
};

/** What had to be found, and was or was not; and what could not be asked at all. */
export function controlLines(
  { views, controls, canaries, configured }: ProbeReport,
  width: number,
): readonly string[] {
  const lines = controls.map(({ view, kind, expected, found }) => {
    const state = found === 0 ? 'FAILED ' : found < expected ? 'partly ' : 'ok     ';
    return `${state}${view}: ${found} of ${expected} ${HOW[kind]}`;
  });
  const failed = controls.some(({ found }) => found === 0)
    ? [
        'What had to be found was not, so that nothing else was found says nothing. See docs/probe.md, "Controls".',
      ]
    : [];
  return [
    ...lines,
    ...[...failed, ...unasked({ views, canaries, configured })].map((text) => wrapText(text, width)),
  ];
}

function unasked({
  views,
  canaries,
  configured,
}: Pick<ProbeReport, 'views' | 'canaries' | 'configured'>): readonly string[] {
  return [
    ...(configured
      ? []
      : ['Without a configuration it cannot be said what was meant to show; look through the tables above.']),
    ...(configured && canaries === 0
      ? ['Without --canaries nothing is planted: columns and tables were compared, single records were not.']
      : []),
    ...(views.some(({ view }) => view === 'signed in')
      ? []
      : [
          'Without a token only the view of anonymous visitors was crawled. docs/probe.md says how to give one.',
        ]),
    ...(canaries === 0
      ? []
      : views
          .filter(({ verified }) => verified === null)
          .map(
            ({ view }) =>
              `The configuration shows no canary to the view "${view}": whether it asks the right store could not be verified by it.`,
          )),
  ];
}
