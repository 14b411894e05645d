/** Where a mistake gives records away, tests are twice as long as what they test. */
const TWICE = ['permissions', 'plan', 'filter'].map((folder) => `packages/adapter/src/${folder}/`);

/** Test lines for each source line, over the packages and in the folders that decide who sees what. */
export function checkTestRatio(files) {
  const budgets = [['packages/', 1], ...TWICE.map((folder) => [folder, 2])];
  const results = budgets.map(([folder, least]) => ({ folder, least, ...ratioIn(files, folder) }));
  return {
    facts: `test lines for each source line: ${results.map(({ folder, ratio }) => `${folder} ${ratio.toFixed(2)}`).join(', ')}`,
    faults: results
      .filter(({ ratio, least }) => ratio < least)
      .map(
        ({ folder, tests, sources, least }) =>
          `${folder} has ${tests} test lines for ${sources} source lines; the least is ${least} times.`,
      ),
  };
}

function ratioIn(files, folder) {
  const inFolder = files.filter((file) => file.path.startsWith(folder));
  const count = (kind) =>
    inFolder.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.lines, 0);
  const sources = count('source');
  const tests = count('test');
  return { sources, tests, ratio: sources === 0 ? Number.POSITIVE_INFINITY : tests / sources };
}
