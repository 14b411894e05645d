const LINES = 25;
const CLASS = /^export (?:abstract )?class (\w+) extends ([\w.]+)(?:\([^)]*\))?(?:<[^{]*>)? \{[\s\S]*?^\}/gm;

/** LitElement, one short base class, the widgets: nothing is inherited through more hands than that. */
export function checkElementBase(files) {
  const classes = files
    .filter((file) => file.path.startsWith('packages/elements/src/') && file.kind === 'source')
    .flatMap((file) =>
      [...file.text.matchAll(CLASS)].map(([text, name, parent]) => ({ file: file.path, text, name, parent })),
    );
  const bases = classes.filter(
    ({ name, parent }) => parent === 'LitElement' && classes.some((other) => other.parent === name),
  );
  const widgets = classes.filter(({ parent }) => bases.some((base) => base.name === parent));
  const faults = [];
  for (const { file, name, text } of bases) {
    const lines = text.split('\n').length;
    if (lines > LINES)
      faults.push(`${file}: the base class ${name} has ${lines} lines; the most is ${LINES}.`);
  }
  if (bases.length > 1)
    faults.push(`There are ${bases.length} base classes: ${bases.map(({ name }) => name).join(', ')}.`);
  for (const { file, name, parent } of classes) {
    if (widgets.some((widget) => widget.name === parent))
      faults.push(`${file}: ${name} extends the widget ${parent}.`);
  }
  return { facts: `elements: ${bases.length} base class, ${widgets.length} classes on it`, faults };
}
