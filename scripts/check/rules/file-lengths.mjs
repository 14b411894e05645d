const MEDIAN = 100;
const NINTH_DECILE = 300;
const LONGEST = 400;
const PUBLISHED_TESTS = /\/store\/(store-contract|contract\/)|\/oracle\/(?!.*\.test\.ts$)/;

/** Small files with one purpose: the length of the middle one, of the one that nine in ten stay under, of the longest. */
export function checkFileLengths(files) {
  const sources = files.filter((file) => file.kind === 'source' || PUBLISHED_TESTS.test(file.path));
  const lengths = sources.map((file) => file.lines).sort((a, b) => a - b);
  const median = quantile(lengths, 0.5);
  const ninthDecile = quantile(lengths, 0.9);
  const faults = sources
    .filter((file) => file.lines > LONGEST)
    .map((file) => `${file.path} has ${file.lines} lines; the most is ${LONGEST}.`);
  if (median > MEDIAN) faults.push(`The median source file has ${median} lines; the most is ${MEDIAN}.`);
  if (ninthDecile > NINTH_DECILE) {
    faults.push(`One source file in ten has ${ninthDecile} lines or more; the most is ${NINTH_DECILE}.`);
  }
  const longest = lengths.at(-1) ?? 0;
  return {
    facts: `${sources.length} source files: median ${median} lines, 90% under ${ninthDecile}, longest ${longest}`,
    faults,
  };
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
