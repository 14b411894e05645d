const FILE = 'packages/adapter/src/store/store.ts';
const LINES = 60;

/** A store must stay easy to write: its interface, with its comments, fits on a screen. */
export function checkStoreInterface(files) {
  const text = files.find((file) => file.path === FILE)?.text ?? '';
  const declaration = /(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export interface Store \{[\s\S]*?\n\}/.exec(
    text,
  )?.[0];
  if (declaration === undefined)
    return { facts: 'Store interface: not found', faults: [`${FILE} exports no interface Store.`] };
  const lines = declaration.split('\n').length;
  return {
    facts: `Store interface: ${lines} lines`,
    faults: lines > LINES ? [`The interface Store has ${lines} lines; the most is ${LINES}.`] : [],
  };
}
