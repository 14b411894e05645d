/** Brotli, in bytes. */
const BUDGETS = { loader: 1500, core: 14_000, widget: 8000 };
/** Widgets that do more than one thing at once. */
const WIDE = { 'portico-case-form': 10_000, 'portico-thread': 10_000 };

/**
 * What a page loads to show each widget and call the adapter, against the budgets. What is loaded only when a visitor
 * does something does not count.
 *
 * @typedef {{ loader: string, core: string, widgets: Record<string, string[]>, files: Record<string, { brotli: number }> }} Manifest
 *   as packages/elements/build/sdk-files.mjs writes it; a widget's files include those of loader and core
 * @param {Manifest} manifest
 */
export function checkBrowserSizes(manifest) {
  const sizeOf = (files) => files.reduce((sum, file) => sum + manifest.files[file].brotli, 0);
  const tags = Object.keys(manifest.widgets);
  // What every widget loads is the core, whatever the file it is in.
  const shared = (manifest.widgets[tags[0]] ?? []).filter((file) =>
    tags.every((tag) => manifest.widgets[tag].includes(file)),
  );
  const core = shared.filter((file) => file !== manifest.loader);
  const rows = [
    { name: 'loader', size: sizeOf([manifest.loader]), budget: BUDGETS.loader },
    { name: 'core', size: sizeOf(core), budget: BUDGETS.core },
    ...tags.map((tag) => ({
      name: tag,
      size: sizeOf(manifest.widgets[tag].filter((file) => !shared.includes(file))),
      budget: WIDE[tag] ?? BUDGETS.widget,
      page: sizeOf(manifest.widgets[tag]),
    })),
  ];
  return {
    facts: [`Brotli, bytes${' '.repeat(12)}size  budget    page in all`, ...rows.map(formatRow)].join(
      '\n    ',
    ),
    faults: rows
      .filter(({ size, budget }) => size > budget)
      .map(({ name, size, budget }) => `${name} has ${size} bytes; the most is ${budget}.`),
  };
}

function formatRow({ name, size, budget, page }) {
  const columns = [name.padEnd(20), String(size).padStart(8), String(budget).padStart(8)];
  return [...columns, page === undefined ? '' : String(page).padStart(14)].join('').trimEnd();
}
